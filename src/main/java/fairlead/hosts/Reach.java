package fairlead.hosts;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a host's SSH server answered the last probe.
 *
 * @param took time until its banner had arrived; meaningless when it is not up
 * @param since when {@code up} last changed
 */
record Reach(boolean up, Duration took, Instant since) {
  /** The state after the next probe. */
  static Reach next(Reach before, boolean up, Duration took, Instant now) {
    return new Reach(up, took, before != null && before.up() == up ? before.since() : now);
  }
}
