package fairlead.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A login is what an HTTP session carries from the sign-in on. */
final class Logins {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String NAME = "fairlead.name";
  private static final Object LOCK = new Object();

  private Logins() {}

  /**
   * Makes sure that the session of this signed-in person carries a login of theirs. A session that
   * was there before the sign-in gets another id, so that nobody can know it beforehand.
   *
   * @return false if the session belongs to somebody else
   */
  static boolean begin(HttpServletRequest request) {
    String name = request.getUserPrincipal().getName();
    // The page's first requests come together; they must agree on one login.
    synchronized (LOCK) {
      HttpSession session = request.getSession();
      if (session.getAttribute(Person.LOGIN) == null) {
        if (!session.isNew()) {
          request.changeSessionId();
        }
        session.setAttribute(NAME, name);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        session.setAttribute(Person.LOGIN, HexFormat.of().formatHex(random));
      }
      return name.equals(session.getAttribute(NAME));
    }
  }

  /**
   * Begins a login where somebody has just signed in. In a session of their own the login goes on,
   * and with it the terminals; a session of somebody else's is left.
   */
  static void beginAnew(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null && begin(request)) {
      // Signed in again after the login cookie had expired: the terminals of this login stay.
      request.changeSessionId();
    } else if (session == null) {
      begin(request);
    } else {
      Cookie forget = new Cookie("JSESSIONID", "");
      forget.setPath("/");
      forget.setMaxAge(0);
      response.addCookie(forget);
    }
  }

  /** The login in this session, or null. */
  static String of(HttpSession session) {
    return session.getAttribute(Person.LOGIN) instanceof String login ? login : null;
  }

  /** Ends the session, and gives the login that was in it or null. */
  static String end(HttpSession session) {
    String login = of(session);
    // What ends here is reported by the caller, not once more by LoginEnd.
    session.removeAttribute(Person.LOGIN);
    session.invalidate();
    return login;
  }
}
