package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Redirects with status 303. {@link HttpServletResponse#sendRedirect} would write an absolute
 * address, taken from the {@code Host} header.
 */
final class SeeOther {
  private SeeOther() {}

  /**
   * @param path in this application, without the base path; starts with a slash
   */
  static void own(HttpServletRequest request, HttpServletResponse response, String path) {
    answer(response, request.getContextPath() + path);
  }

  /**
   * @param location as it is sent
   */
  static void answer(HttpServletResponse response, String location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location);
  }
}
