package fairlead.builtin;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The answer to a browser that an OpenID provider sent back. Where the server would show an error
 * page of its own, this one leads to the sign-in page.
 */
final class ProviderReturn extends HttpServletResponseWrapper {
  private final String base;

  /**
   * @param base Fairlead's base path, without the final slash
   */
  ProviderReturn(HttpServletResponse response, String base) {
    super(response);
    this.base = base;
  }

  @Override
  public void sendError(int status) {
    refuse();
  }

  @Override
  public void sendError(int status, String message) {
    refuse();
  }

  void refuse() {
    resetBuffer();
    setStatus(SC_SEE_OTHER);
    setHeader("Cache-Control", "no-store");
    // A path: HttpServletResponse.sendRedirect would send the host that the request names.
    setHeader("Location", base + "/sign-in.html?unfinished");
  }
}
