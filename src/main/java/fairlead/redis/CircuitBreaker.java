package fairlead.redis;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps callers away from a service that has just failed. After a delay one caller may try; the
 * others may again once it has succeeded. The delay doubles with every failure and has a random
 * part, so that the servers do not all try at once when the service returns.
 */
final class CircuitBreaker {
  private final long base;
  private final long maximum;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private int failures;
  private long next;

  /**
   * @param base the first delay; half of it is fixed, half is random
   * @param maximum the longest delay
   * @param random from 0 to 1
   */
  CircuitBreaker(Duration base, Duration maximum, LongSupplier nanoTime, DoubleSupplier random) {
    this.base = base.toNanos();
    this.maximum = maximum.toNanos();
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /** Whether the caller may try. It must then report the result. */
  synchronized boolean enter() {
    if (failures == 0) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return false;
    }
    // The other callers are refused meanwhile, but not for ever: this caller may be stuck.
    next = now + maximum;
    return true;
  }

  /** Reports a success; returns whether it was the first since a failure. */
  synchronized boolean succeeded() {
    boolean again = failures > 0;
    failures = 0;
    return again;
  }

  /** Reports a failure; returns whether it was the first since a success. */
  synchronized boolean failed() {
    boolean first = failures == 0;
    long half = Math.min(maximum, base << Math.min(failures, 20)) / 2;
    failures++;
    next = nanoTime.getAsLong() + half + (long) (random.getAsDouble() * half);
    return first;
  }

  /** Whether callers are let through, as after a success. */
  synchronized boolean closed() {
    return failures == 0;
  }
}
