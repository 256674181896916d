package fairlead.files;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stores the server's own request for {@link Sending}: JAX-RS injects a proxy that works on one
 * thread only.
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

  /** The stored request. */
  static HttpServletRequest of(HttpServletRequest request) {
    return (HttpServletRequest) request.getAttribute(NAME);
  }
}
