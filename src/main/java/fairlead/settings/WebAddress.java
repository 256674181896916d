package fairlead.settings;

import java.net.URI;
import java.net.URISyntaxException;

/** An absolute address with {@code http} or {@code https} and a host. */
public final class WebAddress implements TextCheck {
  @Override
  public boolean accepts(String text) {
    try {
      URI address = new URI(text);
      String scheme = address.getScheme();
      return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }

  @Override
  public String expected() {
    return "a URL such as https://shell.example.com";
  }
}
