package fairlead.access;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** The request of a {@link HeldAnswer}, which it releases when it goes on asynchronously. */
final class HeldRequest extends HttpServletRequestWrapper {
  private final HeldAnswer answer;

  HeldRequest(HttpServletRequest request, HeldAnswer answer) {
    super(request);
    this.answer = answer;
  }

  @Override
  public AsyncContext startAsync() {
    answer.release();
    return super.startAsync();
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    answer.release();
    return super.startAsync(request, response);
  }
}
