package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Scripts come with a token instead of a login: no cookie, no session. The server has checked the
 * token's signature, issuer, audience and time before any of this.
 */
@ApplicationScoped
public class BearerTokens {
  private static final String PREFIX = "token ";

  @Inject SignInSettings settings;

  // No member may name JsonWebToken, a lambda neither: the class is there only where the server has
  // mpJwt, and CDI looks at all members.

  /** Whether it is by a token that this request's person is known. */
  boolean brought(HttpServletRequest request) {
    return settings.tokens() && request.getUserPrincipal() instanceof JsonWebToken;
  }

  /** When this request's token is over; empty when it is already, or there is none. */
  Optional<Instant> left(HttpServletRequest request) {
    if (settings.tokens() && request.getUserPrincipal() instanceof JsonWebToken token) {
      // The server lets clocks differ a little, but nothing can be begun that would end at once.
      Instant end = Instant.ofEpochSecond(token.getExpirationTime());
      return end.isAfter(Instant.now()) ? Optional.of(end) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether a token, and no login, has this name. */
  static boolean opened(String login) {
    return login.startsWith(PREFIX);
  }

  /** Names what this request's token opens, as a login does. */
  String login(HttpServletRequest request) {
    if (request.getUserPrincipal() instanceof JsonWebToken token) {
      return PREFIX + token.getTokenID();
    }
    throw new IllegalArgumentException("a request without a token (expected: one with)");
  }

  /** When the token that opens this socket is over; nothing if none does. */
  public static Optional<Instant> end(HandshakeRequest request) {
    return Caller.tokenEnd(request);
  }
}
