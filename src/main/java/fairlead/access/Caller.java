package fairlead.access;

import jakarta.websocket.server.HandshakeRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * The principal of each request that {@link AccessFilter} let through. Nobody else makes one, so
 * that a request which passed no filter has none. It is known on whatever thread the request is
 * served.
 *
 * @param tokenEnd when the token is over that was brought instead of a login; null for a login
 */
record Caller(Person person, Instant tokenEnd) implements Principal {
  @Override
  public String getName() {
    return person.name();
  }

  static Optional<Caller> of(Principal principal) {
    return principal instanceof Caller caller ? Optional.of(caller) : Optional.empty();
  }

  /** When the token that opens this socket is over; nothing if none does. */
  static Optional<Instant> tokenEnd(HandshakeRequest request) {
    return of(request.getUserPrincipal()).map(Caller::tokenEnd);
  }
}
