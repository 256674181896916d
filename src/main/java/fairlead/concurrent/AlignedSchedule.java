package fairlead.concurrent;

import java.time.Duration;

/**
 * Tells when a task is due. It is due at the same moments on every server: at the multiples of an
 * interval since 1970. Missed runs are counted, but not made up for.
 */
public final class AlignedSchedule {
  private final long interval;
  private long last;

  /**
   * Starts at a moment; nothing before it is due.
   *
   * @param now milliseconds since 1970
   */
  public AlignedSchedule(Duration interval, long now) {
    this.interval = interval.toMillis();
    last = now / this.interval;
  }

  /**
   * How long a lease for a task that is due now lasts: until shortly before the task is due again.
   * A server that starts the task late therefore still ends its lease at the same moment.
   *
   * @param now milliseconds since 1970
   */
  public static Duration turn(Duration interval, long now) {
    long beat = interval.toMillis();
    // A tenth is left, because the clocks of servers differ.
    return Duration.ofMillis(Math.max(1, beat - beat / 10 - now % beat));
  }

  /**
   * Checks whether the task is due, and marks it as done.
   *
   * @param now milliseconds since 1970
   * @return 0 when it is not due, 1 when it is, more when it became due several times since the
   *     last call
   */
  public synchronized long due(long now) {
    long beat = now / interval;
    // After the clock was set back, nothing is due until it reaches the old time again.
    long due = Math.max(0, beat - last);
    last = Math.max(last, beat);
    return due;
  }
}
