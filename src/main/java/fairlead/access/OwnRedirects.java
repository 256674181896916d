package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Redirects to this server by path alone. The server itself would write the address that the
 * request's {@code Host} names into the header and into a page, as it does for a directory without
 * its slash.
 */
final class OwnRedirects extends HttpServletResponseWrapper {
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

  /** The address without scheme and authority if it is one of this server. */
  private String path(String location) {
    try {
      URI address = new URI(location);
      if (!host.equalsIgnoreCase(address.getHost()) || !samePort(address)) {
        return location;
      }
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      // Two slashes at the start would name another server.
      return "/" + address.getRawPath().replaceFirst("^/+", "") + query;
    } catch (URISyntaxException notOne) {
      return location;
    }
  }

  private boolean samePort(URI address) {
    int named = address.getPort();
    return named == port
        || (named < 0 && port == ("https".equalsIgnoreCase(address.getScheme()) ? 443 : 80));
  }
}
