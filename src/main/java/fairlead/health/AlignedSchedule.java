package fairlead.health;

import java.time.Duration;

/**
 * Says when something is due, at the same moments on every server: at the multiples of an interval
 * since 1970. What was missed is counted and not made up for.
 */
final class AlignedSchedule {
  private final long interval;
  private long last;

  /**
   * Begins now: nothing before is due.
   *
   * @param now milliseconds since 1970
   */
  AlignedSchedule(Duration interval, long now) {
    this.interval = interval.toMillis();
    last = now / this.interval;
  }

  /**
   * How long something that is due now belongs to this server alone: until shortly before the next
   * beat, so that it is the same moment for a server that comes late to it.
   *
   * @param now milliseconds since 1970
   */
  static Duration turn(Duration interval, long now) {
    long beat = interval.toMillis();
    // A tenth: the clocks of servers differ.
    return Duration.ofMillis(Math.max(1, beat - beat / 10 - now % beat));
  }

  /**
   * Asks whether it is due, and if so takes it.
   *
   * @param now milliseconds since 1970
   * @return 0 when nothing is due, 1 when it is, more when that many have become due since
   */
  synchronized long due(long now) {
    long beat = now / interval;
    // A clock that was put back has no beats until it is where it was.
    long due = Math.max(0, beat - last);
    last = Math.max(last, beat);
    return due;
  }
}
