package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;

/**
 * A request that {@link AccessFilter} let through. It never creates a session: the server would
 * create one for each socket, and only a sign-in may.
 */
final class AdmittedRequest extends HttpServletRequestWrapper {
  private final Caller caller;

  AdmittedRequest(HttpServletRequest request, Caller caller) {
    super(request);
    this.caller = caller;
  }

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public HttpSession getSession() {
    return getSession(false);
  }

  /** The session of the login; null for a request with a token. */
  @Override
  public HttpSession getSession(boolean create) {
    return caller.tokenEnd() == null ? super.getSession(false) : null;
  }
}
