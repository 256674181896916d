package fairlead.builtin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets through what people and probes need of the web applications that the server brings itself,
 * and refuses everything else before a byte of a body is read. Each of them has a form login and a
 * logout of the server's ({@code j_security_check}, {@code ibm_security_logout}), without a limit
 * of attempts, and with bodies that are read on the server's threads, however long and slow they
 * are.
 */
final class BuiltInAppsFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /** The health checks; the way back from an OpenID provider, below a base path or not. */
  private static final Pattern OPEN =
      Pattern.compile("/health(/(live|ready|started)?)?|(/[^;%]+)?/oidcclient/redirect/provider");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (READS.contains(request.getMethod()) && OPEN.matcher(request.getRequestURI()).matches()) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      response.setHeader("Connection", "close");
      response.setHeader("Cache-Control", "no-store");
      response.setContentType("application/json;charset=UTF-8");
      response.getWriter().write("{\"message\":\"This address does not exist.\"}");
    }
  }
}
