package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reduces redirects to this server to their path. The server itself would write the request's
 * {@code Host} into the header and into a page, for example when a directory is requested without
 * its final slash.
 */
final class OwnRedirects extends HttpServletResponseWrapper {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<scheme>[A-Za-z]+)://(?<authority>[^/?#\\\\]*)(?<rest>.*)", Pattern.DOTALL);

  private final String host;
  private final int port;

  OwnRedirects(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    host = request.getServerName();
    port = request.getServerPort();
  }

  @Override
  public void sendRedirect(String location) {
    sendRedirect(location, SC_FOUND, true);
  }

  @Override
  public void sendRedirect(String location, boolean clearBuffer) {
    sendRedirect(location, SC_FOUND, clearBuffer);
  }

  @Override
  public void sendRedirect(String location, int status) {
    sendRedirect(location, status, true);
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) {
    if (clearBuffer) {
      resetBuffer();
    }
    setStatus(status);
    setHeader("Location", location);
  }

  @Override
  public void setHeader(String name, String value) {
    super.setHeader(name, "Location".equalsIgnoreCase(name) ? path(value) : value);
  }

  @Override
  public void addHeader(String name, String value) {
    super.addHeader(name, "Location".equalsIgnoreCase(name) ? path(value) : value);
  }

  /** The location without scheme and authority if it is on this server. */
  private String path(String location) {
    // Not parsed by java.net.URI: what a client sent need not be a valid URI.
    Matcher address = ADDRESS.matcher(location);
    if (!address.matches() || !own(address.group("scheme"), address.group("authority"))) {
      return location;
    }
    // Two slashes at the start would name another server; browsers treat a backslash as a slash.
    return "/" + address.group("rest").replaceFirst("^[/\\\\]+", "");
  }

  private boolean own(String scheme, String authority) {
    String named = authority.toLowerCase(Locale.ROOT);
    String name = host.toLowerCase(Locale.ROOT);
    int usual = "https".equalsIgnoreCase(scheme) ? 443 : 80;
    return named.equals(name + ":" + port) || (named.equals(name) && port == usual);
  }
}
