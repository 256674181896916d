package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HighWaterTest {
  private static final int MOST = 256 * 1024;

  @Test
  void beginsAndStaysAtTheLeastForASlowBrowser() {
    assertEquals(HighWater.LEAST, new HighWater(MOST).mark());
    assertEquals(HighWater.LEAST, drawing(1_000_000, 0.001));
  }

  @Test
  void followsTheDrainRate() {
    int mark = drawing(5_000_000, 0.001);
    assertTrue(mark > 110_000 && mark < 160_000, "mark: " + mark);
  }

  @Test
  void followsTheRoundTrip() {
    int mark = drawing(2_000_000, 0.060);
    assertTrue(mark > 150_000 && mark < 200_000, "mark: " + mark);
  }

  @Test
  void neverExceedsTheScrollback() {
    assertEquals(MOST, drawing(100_000_000, 0.2));
  }

  @Test
  void aPauseOfTheShellIsNotASlowBrowser() {
    HighWater water = new HighWater(MOST);
    long offset = draw(water, 5_000_000, 0.001, 0, 0);
    int before = water.mark();
    water.acknowledged(offset + 8_192, 60_000_000_000L);
    assertEquals(before, water.mark());
  }

  @Test
  void aBrowserThatIsNearIsBusyWithLess() {
    HighWater unknown = new HighWater(MOST);
    assertEquals(HighWater.BUSY, unknown.busy());
    HighWater near = new HighWater(MOST);
    draw(near, 5_000_000, 0.001, 0, 0);
    assertEquals(HighWater.BUSY_NEAR, near.busy());
    HighWater far = new HighWater(MOST);
    draw(far, 5_000_000, 0.040, 0, 0);
    assertEquals(HighWater.BUSY, far.busy());
  }

  private static int drawing(double bytesPerSecond, double roundTrip) {
    HighWater water = new HighWater(MOST);
    draw(water, bytesPerSecond, roundTrip, 0, 0);
    return water.mark();
  }

  /** Sends and acknowledges 200 pieces of 32 KiB at this rate. */
  private static long draw(
      HighWater water, double bytesPerSecond, double roundTrip, long offset, long nanos) {
    long at = offset;
    long now = nanos;
    long step = (long) (32_768 / bytesPerSecond * 1e9);
    for (int i = 0; i < 200; i++) {
      at += 32_768;
      water.sent(at, now + step - (long) (roundTrip * 1e9));
      now += step;
      water.acknowledged(at, now);
    }
    return at;
  }
}
