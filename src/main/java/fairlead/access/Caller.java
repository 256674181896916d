package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * The principal of each request that {@link AccessFilter} let through. Only that filter creates it,
 * so a request that did not pass the filter has none. It is available on every thread that serves
 * the request.
 *
 * @param tokenEnd when the request's token expires; null for a login
 */
record Caller(Person person, Instant tokenEnd) implements Principal {
  @Override
  public String getName() {
    return person.name();
  }

  static Optional<Caller> of(Principal principal) {
    return principal instanceof Caller caller ? Optional.of(caller) : Optional.empty();
  }

  /** When the token of this request expires; empty if it has a login. */
  static Optional<Instant> tokenEnd(HttpServletRequest request) {
    return of(request.getUserPrincipal()).map(Caller::tokenEnd);
  }

  /** When the token that opened this socket expires; empty if a login opened it. */
  static Optional<Instant> tokenEnd(HandshakeRequest request) {
    return of(request.getUserPrincipal()).map(Caller::tokenEnd);
  }
}
