package fairlead.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private long now;
  private double chance = 1;
  private final CircuitBreaker breaker =
      new CircuitBreaker(Duration.ofMillis(200), Duration.ofSeconds(10), () -> now, () -> chance);

  @Test
  void afterAFailureOneTriesAgainAndTheOthersWaitForIt() {
    assertTrue(breaker.enter());
    breaker.failed();
    assertFalse(breaker.enter());
    now += Duration.ofMillis(200).toNanos();
    long tried = IntStream.range(0, 1000).filter(any -> breaker.enter()).count();
    assertEquals(1, tried);
    breaker.succeeded();
    assertEquals(1000, IntStream.range(0, 1000).filter(any -> breaker.enter()).count());
  }

  @Test
  void theWaitDoublesUpToItsMaximum() {
    long expected = Duration.ofMillis(200).toNanos();
    for (int failure = 0; failure < 40; failure++) {
      breaker.failed();
      now += expected - 1;
      assertFalse(breaker.enter(), "failure " + failure);
      now += 1;
      assertTrue(breaker.enter(), "failure " + failure);
      expected = Math.min(2 * expected, Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void halfOfTheWaitIsChance() {
    chance = 0;
    breaker.failed();
    now += Duration.ofMillis(100).toNanos();
    assertTrue(breaker.enter());
  }

  @Test
  void whoNeverTellsHowItWentDoesNotKeepTheOthersOutForEver() {
    breaker.failed();
    now += Duration.ofMillis(200).toNanos();
    assertTrue(breaker.enter());
    now += Duration.ofSeconds(10).toNanos();
    assertTrue(breaker.enter());
  }

  @Test
  void itTellsTheFirstFailureAndTheFirstSuccess() {
    assertFalse(breaker.succeeded());
    assertTrue(breaker.failed());
    assertFalse(breaker.failed());
    assertFalse(breaker.closed());
    assertTrue(breaker.succeeded());
    assertTrue(breaker.closed());
  }
}
