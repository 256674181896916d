package fairlead.files;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps the server's request for {@link ConnectionCut}: JAX-RS gives a proxy, good on one thread.
 */
@WebFilter(urlPatterns = "/api/transfers/*", asyncSupported = true)
public class OuterRequest extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final String NAME = OuterRequest.class.getName();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(NAME, request);
    chain.doFilter(request, response);
  }

  /** The server's, of any that wraps it. */
  static HttpServletRequest of(HttpServletRequest request) {
    return (HttpServletRequest) request.getAttribute(NAME);
  }
}
