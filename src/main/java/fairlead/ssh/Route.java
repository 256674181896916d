package fairlead.ssh;

import java.util.ArrayList;
import java.util.List;

/** What leads to a host. */
public sealed interface Route {
  /** The host is dialled itself. */
  record Direct() implements Route {}

  /**
   * Another SSH server forwards to the host (OpenSSH's ProxyJump); it has a route of its own, so
   * that there may be any number in a row.
   *
   * @param hop the last one before the host
   * @param hopResolves whether the hop is given the host's name as it stands, and so decides what
   *     address that is; otherwise the name is resolved here, and only an address that was checked
   *     is handed on
   */
  record Through(Destination hop, boolean hopResolves) implements Route {
    public Through(Destination hop) {
      this(hop, false);
    }
  }

  /** Something else carries the bytes. */
  record Tunnelled(Tunnel tunnel) implements Route {}

  /** What a connection passes on its way, by name; empty when the host is dialled itself. */
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
