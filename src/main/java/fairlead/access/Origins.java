package fairlead.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which pages may speak to this server (RFC 6454): its own, and those that are listed. */
final class Origins {
  private final Set<String> listed;

  /**
   * @param listed allowed origins; invalid ones are ignored
   */
  Origins(Collection<String> listed) {
    this.listed =
        listed.stream()
            .map(Origins::normal)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param origin the header, or null
   * @param scheme of the request as this server received it, {@code http} or {@code https}
   * @param host as in the Host header
   */
  boolean allows(String origin, String scheme, String host, int port) {
    String normal = normal(origin);
    return normal != null && (normal.equals(origin(scheme, host, port)) || listed.contains(normal));
  }

  /** Whether a text is the origin of a page that may be listed. */
  static boolean isOrigin(String text) {
    return normal(text) != null;
  }

  /** The origin with an explicit port; null if the header is missing, {@code null} or invalid. */
  private static String normal(String origin) {
    if (origin == null) {
      return null;
    }
    try {
      URI uri = new URI(origin);
      String scheme = uri.getScheme();
      boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      boolean bare =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && "".equals(uri.getRawPath());
      return web && bare && uri.getHost() != null
          ? origin(scheme, uri.getHost(), uri.getPort())
          : null;
    } catch (URISyntaxException notAnOrigin) {
      return null;
    }
  }

  private static String origin(String scheme, String host, int port) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    int written = port > 0 ? port : lower.equals("https") ? 443 : 80;
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return lower + "://" + bare.toLowerCase(Locale.ROOT) + ":" + written;
  }
}
