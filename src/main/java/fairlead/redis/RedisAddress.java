package fairlead.redis;

import fairlead.settings.TextCheck;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The address of a Redis or Valkey server; user name and password are separate settings. */
final class RedisAddress implements TextCheck {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss", "valkey", "valkeys");

  @Override
  public boolean accepts(String text) {
    try {
      URI address = new URI(text);
      return address.getScheme() != null
          && SCHEMES.contains(address.getScheme())
          && address.getHost() != null
          && address.getPort() > 0
          && address.getPort() <= 65_535
          && address.getUserInfo() == null
          && (address.getPath().isEmpty() || address.getPath().equals("/"));
    } catch (URISyntaxException notOne) {
      return false;
    }
  }

  @Override
  public String expected() {
    return "redis://host:port, or rediss:// with TLS, without a name and a password";
  }
}
