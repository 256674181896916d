package fairlead.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
  private long now;
  private double chance = 1;
  private final Gate gate =
      new Gate(Duration.ofMillis(200), Duration.ofSeconds(10), () -> now, () -> chance);

  @Test
  void afterAFailureOneTriesAgainAndTheOthersWaitForIt() {
    assertTrue(gate.enter());
    gate.failed();
    assertFalse(gate.enter());
    now += Duration.ofMillis(200).toNanos();
    long tried = IntStream.range(0, 1000).filter(any -> gate.enter()).count();
    assertEquals(1, tried);
    gate.succeeded();
    assertEquals(1000, IntStream.range(0, 1000).filter(any -> gate.enter()).count());
  }

  @Test
  void theWaitDoublesUpToItsMaximum() {
    long expected = Duration.ofMillis(200).toNanos();
    for (int failure = 0; failure < 40; failure++) {
      gate.failed();
      now += expected - 1;
      assertFalse(gate.enter(), "failure " + failure);
      now += 1;
      assertTrue(gate.enter(), "failure " + failure);
      expected = Math.min(2 * expected, Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void halfOfTheWaitIsChance() {
    chance = 0;
    gate.failed();
    now += Duration.ofMillis(100).toNanos();
    assertTrue(gate.enter());
  }

  @Test
  void whoNeverTellsHowItWentDoesNotKeepTheOthersOutForEver() {
    gate.failed();
    now += Duration.ofMillis(200).toNanos();
    assertTrue(gate.enter());
    now += Duration.ofSeconds(10).toNanos();
    assertTrue(gate.enter());
  }

  @Test
  void itTellsTheFirstFailureAndTheFirstSuccess() {
    assertFalse(gate.succeeded());
    assertTrue(gate.failed());
    assertFalse(gate.failed());
    assertFalse(gate.open());
    assertTrue(gate.succeeded());
    assertTrue(gate.open());
  }
}
