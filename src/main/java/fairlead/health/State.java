package fairlead.health;

import java.time.Duration;
import java.time.Instant;

/** The state of one probe. It changes only after several equal results in a row. */
final class State {
  private final int turns;
  private final Duration stale;
  private boolean up;
  private String note = "";
  private Instant since;
  private Instant found;
  private int against;

  /**
   * Begins without a result.
   *
   * @param turns number of differing results in a row that change the state; the first result ever
   *     counts at once
   * @param stale time without a result after which the probe counts as down
   */
  State(int turns, Duration stale) {
    this.turns = turns;
    this.stale = stale;
  }

  /**
   * The state to report.
   *
   * @param since when it last changed; null before the first result
   */
  record View(boolean up, Instant since, String note) {}

  synchronized void found(ProbeResult result, Instant now) {
    found = now;
    if (since == null) {
      turn(result, now);
    } else if (result.up() == up) {
      against = 0;
      note = result.note();
    } else if (++against >= turns) {
      turn(result, now);
    }
  }

  private void turn(ProbeResult result, Instant now) {
    up = result.up();
    note = result.note();
    since = now;
    against = 0;
  }

  synchronized View view(Instant now) {
    if (since == null) {
      return new View(false, null, "Not checked yet.");
    }
    Instant late = found.plus(stale);
    return now.isAfter(late)
        ? new View(
            false, late, "No finding for " + Duration.between(found, now).toSeconds() + " s.")
        : new View(up, since, note);
  }

  synchronized boolean known() {
    return since != null;
  }
}
