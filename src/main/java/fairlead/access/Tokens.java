package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.server.HandshakeRequest;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Scripts come with a token instead of a login: no cookie, and no session but a socket's. The
 * server has checked the token's signature, issuer, audience and time before any of this.
 */
@ApplicationScoped
public class Tokens {
  private static final String END = "fairlead.token.end";

  @Inject SignInSettings settings;

  /**
   * Notes whether it is by a token that this request's person is known.
   *
   * @return false if the token is over: the server lets clocks differ a little, but nothing can be
   *     begun that would end at once
   */
  boolean note(HttpServletRequest request) {
    // The class is there only where the server has mpJwt.
    if (settings.tokens() && request.getUserPrincipal() instanceof JsonWebToken token) {
      request.setAttribute(END, token.getExpirationTime());
      request.setAttribute(Person.LOGIN, "token " + token.getTokenID());
      return left(request) > 0;
    }
    return true;
  }

  /** Whether it is by a token that this request's person is known. */
  static boolean noted(HttpServletRequest request) {
    return request.getAttribute(END) != null;
  }

  /** Makes a socket's session last as long as its token, whether requests come or not. */
  static void limit(HttpServletRequest request) {
    if (noted(request)) {
      HttpSession session = request.getSession();
      session.setAttribute(END, request.getAttribute(END));
      session.setMaxInactiveInterval((int) Math.min(left(request), Integer.MAX_VALUE));
    }
  }

  /** When the token that opens this socket is over; nothing if none does. */
  public static Optional<Instant> end(HandshakeRequest request) {
    return request.getHttpSession() instanceof HttpSession session
            && session.getAttribute(END) instanceof Long seconds
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  private static long left(HttpServletRequest request) {
    return (Long) request.getAttribute(END) - Instant.now().getEpochSecond();
  }
}
