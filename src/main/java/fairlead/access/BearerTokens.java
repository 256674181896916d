package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Bearer tokens, with which scripts authenticate instead of a login: no cookie, no session. The
 * server has checked the token's signature, issuer, audience and time before this class is called.
 */
@ApplicationScoped
public class BearerTokens {
  private static final String PREFIX = "token ";

  private SignInSettings settings;

  /** For the CDI container. */
  protected BearerTokens() {}

  @Inject
  BearerTokens(SignInSettings settings) {
    this.settings = settings;
  }

  // No member and no lambda may have JsonWebToken in its signature: CDI inspects all members, and
  // the class exists only where the server has the feature mpJwt.

  /** Whether this request is authenticated by a token. */
  boolean brought(HttpServletRequest request) {
    return settings.tokens() && request.getUserPrincipal() instanceof JsonWebToken;
  }

  /** When this request's token expires; empty if it has expired or there is none. */
  Optional<Instant> left(HttpServletRequest request) {
    if (settings.tokens() && request.getUserPrincipal() instanceof JsonWebToken token) {
      // The server tolerates clock skew and accepts tokens that have just expired. Whatever such a
      // token opened would end at once.
      Instant end = Instant.ofEpochSecond(token.getExpirationTime());
      return end.isAfter(Instant.now()) ? Optional.of(end) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether this identifier ({@link Person#login()}) belongs to a token and not to a login. */
  static boolean opened(String login) {
    return login.startsWith(PREFIX);
  }

  /** Identifier of this request's token, used in the place of a login's. */
  String login(HttpServletRequest request) {
    if (request.getUserPrincipal() instanceof JsonWebToken token) {
      return PREFIX + token.getTokenID();
    }
    throw new IllegalArgumentException("a request without a token (expected: one with)");
  }

  /** When the token of this request expires; empty if it has a login. */
  public static Optional<Instant> end(HttpServletRequest request) {
    return Caller.tokenEnd(request);
  }

  /** When the token that opened this socket expires; empty if a login opened it. */
  public static Optional<Instant> end(HandshakeRequest request) {
    return Caller.tokenEnd(request);
  }
}
