package fairlead.ssh;

import java.util.ArrayList;
import java.util.List;

/** How a host is reached. */
public sealed interface Route {
  /** The host is dialled directly. */
  record Direct() implements Route {}

  /**
   * Another SSH server forwards to the host (OpenSSH's ProxyJump); the hop has a route, too, so
   * that hops can be chained.
   *
   * @param hop the last one before the host
   * @param hopResolves whether the hop is given the host's name and resolves it; otherwise this
   *     server resolves the name and gives the hop only a checked address
   */
  record Through(Destination hop, boolean hopResolves) implements Route {
    public Through(Destination hop) {
      this(hop, false);
    }
  }

  /** A tunnel carries the bytes. */
  record Tunnelled(Tunnel tunnel) implements Route {}

  /**
   * The names of the hops or the tunnel on the route, in order; empty when the host is dialled
   * directly.
   */
  default List<String> steps() {
    List<String> steps = new ArrayList<>();
    if (this instanceof Through through) {
      steps.addAll(through.hop().route().steps());
      steps.add(through.hop().name());
    } else if (this instanceof Tunnelled tunnelled) {
      steps.add(tunnelled.tunnel().name());
    }
    return steps;
  }
}
