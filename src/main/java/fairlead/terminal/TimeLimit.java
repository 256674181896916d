package fairlead.terminal;

import java.time.Duration;

/** A time limit after which a terminal ends, with a warning before the end. */
final class TimeLimit {
  private final String kind;
  private final Ending.Reason reason;
  private boolean warned;

  /**
   * @param kind the kind of the notice in the protocol
   */
  TimeLimit(String kind, Ending.Reason reason) {
    this.kind = kind;
    this.reason = reason;
  }

  /**
   * @param limit zero: no limit
   * @param passed nanoseconds of the limit that have passed
   */
  void tick(Terminal terminal, Duration limit, Duration warning, long passed) {
    if (limit.isZero()) {
      return;
    }
    long left = limit.toNanos() - passed;
    if (left <= 0) {
      terminal.end(Ending.of(reason));
    } else if (left > warning.toNanos()) {
      warned = false;
    } else if (!warned) {
      warned = true;
      long seconds = Math.max(1, left / 1_000_000_000L);
      terminal.say(ServerMessage.notice(kind, "This terminal ends in " + seconds + " s.", seconds));
    }
  }
}
