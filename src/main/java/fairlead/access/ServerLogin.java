package fairlead.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The login that the server itself keeps, in a cookie. */
final class ServerLogin {
  /**
   * Names of the cookie: LtpaToken2 for people of a registry, FairleadLogin for a provider's
   * (fairlead.xml, oidc.xml).
   */
  private static final String COOKIE = "(LtpaToken2|FairleadLogin).*";

  private ServerLogin() {}

  /**
   * Ends the login. The server expires its cookie for the path {@code /} only, whatever path it was
   * set for, so this expires it for Fairlead's path too.
   *
   * @throws ServletException if the server cannot
   */
  static void end(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    request.logout();
    Cookie[] brought = request.getCookies();
    if (request.getContextPath().isEmpty() || brought == null) {
      return;
    }
    for (Cookie one : brought) {
      if (one.getName().matches(COOKIE)) {
        Cookie none = new Cookie(one.getName(), "");
        none.setMaxAge(0);
        none.setHttpOnly(true);
        none.setSecure(request.isSecure());
        none.setPath(request.getContextPath() + "/");
        response.addCookie(none);
      }
    }
  }
}
