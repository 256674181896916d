package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountsTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow
  private final Counts counts = new Counts(2, Duration.ofMinutes(1), () -> now);

  @Test
  void beyondTheLimitNothingIsAllowed() {
    assertTrue(counts.tryAdd("ada"));
    assertTrue(counts.tryAdd("ada"));
    assertFalse(counts.tryAdd("ada"));
    assertTrue(counts.tryAdd("grace"));
  }

  @Test
  void theWaitEndsWithTheWindow() {
    counts.add("ada");
    counts.add("ada");
    now += TimeUnit.SECONDS.toNanos(20);
    assertEquals(Duration.ofSeconds(40), counts.wait("ada"));
    now += TimeUnit.SECONDS.toNanos(40);
    assertEquals(Duration.ZERO, counts.wait("ada"));
    assertTrue(counts.tryAdd("ada"));
  }

  @Test
  void whatIsTakenBackDoesNotCount() {
    counts.add("ada");
    counts.add("ada");
    counts.subtract("ada");
    assertTrue(counts.tryAdd("ada"));
    counts.forget("ada");
    assertEquals(0, counts.size());
  }

  @Test
  void memoryIsBoundedWhoeverCalls() {
    for (int i = 0; i < 3 * Counts.CAPACITY; i++) {
      counts.add("key " + i);
    }
    assertEquals(Counts.CAPACITY, counts.size());
  }

  @Test
  void aLimitOfNothingIsAMistake() {
    assertThrows(
        IllegalArgumentException.class, () -> new Counts(0, Duration.ofMinutes(1), () -> now));
    assertThrows(IllegalArgumentException.class, () -> new Counts(1, Duration.ZERO, () -> now));
  }
}
