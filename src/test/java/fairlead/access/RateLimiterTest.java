package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow
  private final RateLimiter limiter = new RateLimiter(2, Duration.ofMinutes(1), () -> now);

  @Test
  void beyondTheLimitNothingIsAllowed() {
    assertTrue(limiter.tryAdd("ada"));
    assertTrue(limiter.tryAdd("ada"));
    assertFalse(limiter.tryAdd("ada"));
    assertTrue(limiter.tryAdd("grace"));
  }

  @Test
  void theWaitEndsWithTheWindow() {
    limiter.add("ada");
    limiter.add("ada");
    now += TimeUnit.SECONDS.toNanos(20);
    assertEquals(Duration.ofSeconds(40), limiter.wait("ada"));
    now += TimeUnit.SECONDS.toNanos(40);
    assertEquals(Duration.ZERO, limiter.wait("ada"));
    assertTrue(limiter.tryAdd("ada"));
  }

  @Test
  void whatIsTakenBackDoesNotCount() {
    limiter.add("ada");
    limiter.add("ada");
    limiter.subtract("ada");
    assertTrue(limiter.tryAdd("ada"));
    assertFalse(limiter.tryAdd("ada"));
    limiter.forget("ada");
    assertTrue(limiter.tryAdd("ada"));
    assertTrue(limiter.tryAdd("ada"));
  }

  @Test
  void memoryIsBoundedForAnyNumberOfCallers() {
    full("first");
    others(RateLimiter.CAPACITY - 1);
    assertFalse(limiter.tryAdd("first"), "it is the last one that there is room for");
    full("second");
    others(RateLimiter.CAPACITY);
    assertTrue(limiter.tryAdd("second"), "the longest unused one is forgotten");
  }

  private void full(String key) {
    limiter.add(key);
    limiter.add(key);
  }

  private void others(int count) {
    for (int i = 0; i < count; i++) {
      limiter.add("key " + i);
    }
  }

  @Test
  void aLimitOfNothingIsAMistake() {
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimiter(0, Duration.ofMinutes(1), () -> now));
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimiter(1, Duration.ZERO, () -> now));
  }
}
