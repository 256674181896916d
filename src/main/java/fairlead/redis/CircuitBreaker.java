package fairlead.redis;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps callers away from something that has just failed. One of them tries again after a while,
 * the others after it has succeeded; the while doubles with every failure and is never the same on
 * two servers, so that whatever comes back is not run over.
 */
final class CircuitBreaker {
  private final long base;
  private final long maximum;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private int failures;
  private long next;

  /**
   * @param base the first while; half of it is certain, half of it random
   * @param maximum what the while grows to
   * @param random from 0 to 1
   */
  CircuitBreaker(Duration base, Duration maximum, LongSupplier nanoTime, DoubleSupplier random) {
    this.base = base.toNanos();
    this.maximum = maximum.toNanos();
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /** Whether the caller may try; it must tell how it went. */
  synchronized boolean enter() {
    if (failures == 0) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return false;
    }
    // The others wait for this one, but not for ever: it may be stuck.
    next = now + maximum;
    return true;
  }

  /** The caller got through; tells whether it was the first since a failure. */
  synchronized boolean succeeded() {
    boolean again = failures > 0;
    failures = 0;
    return again;
  }

  /** The caller did not get through; tells whether it was the first. */
  synchronized boolean failed() {
    boolean first = failures == 0;
    long half = Math.min(maximum, base << Math.min(failures, 20)) / 2;
    failures++;
    next = nanoTime.getAsLong() + half + (long) (random.getAsDouble() * half);
    return first;
  }

  synchronized boolean open() {
    return failures == 0;
  }
}
