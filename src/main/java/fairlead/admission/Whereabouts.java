package fairlead.admission;

import fairlead.ssh.Destination;
import fairlead.ssh.Route;
import java.util.List;

/**
 * Which machine a destination is, and the route to it; without logins and accounts.
 *
 * @param hops from the last one before the host to the first; empty if the host is dialled directly
 * @param tunnel what people call it, or empty
 */
record Whereabouts(
    String address,
    int port,
    String identity,
    List<Whereabouts> hops,
    boolean hopResolves,
    String tunnel) {
  static Whereabouts of(Destination one) {
    Route route = one.route();
    return new Whereabouts(
        one.address(),
        one.port(),
        one.identity(),
        route instanceof Route.Through through ? List.of(of(through.hop())) : List.of(),
        route instanceof Route.Through through && through.hopResolves(),
        route instanceof Route.Tunnelled tunnelled ? tunnelled.tunnel().name() : "");
  }

  /** What has changed, for a person; the rest of a sentence. */
  String difference(Whereabouts there) {
    if (!address.equals(there.address)) {
      return "its address has changed";
    }
    if (port != there.port) {
      return "its port has changed";
    }
    return "its route has changed";
  }
}
