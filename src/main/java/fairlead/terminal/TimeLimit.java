package fairlead.terminal;

import java.time.Duration;

/** A time after which a terminal ends, with a warning before. */
final class TimeLimit {
  private final String kind;
  private final Ending.Reason reason;
  private boolean warned;

  /**
   * @param kind the notice's kind on the wire
   */
  TimeLimit(String kind, Ending.Reason reason) {
    this.kind = kind;
    this.reason = reason;
  }

  /**
   * @param limit zero for none
   * @param passed nanoseconds of it that have passed
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
