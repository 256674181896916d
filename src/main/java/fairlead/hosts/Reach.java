package fairlead.hosts;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a host's SSH server answered when it was last asked.
 *
 * @param took until its banner was there; meaningless when it is not up
 * @param since when it has been as it is
 */
record Reach(boolean up, Duration took, Instant since) {
  /** What is known after the next answer, or the lack of it. */
  static Reach next(Reach before, boolean up, Duration took, Instant now) {
    return new Reach(up, took, before != null && before.up() == up ? before.since() : now);
  }
}
