package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FlowControl;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class HighWaterTest {
  private static final int MOST = 256 * 1024;

  @Test
  void beginsAndStaysAtTheLeastForASlowBrowser() {
    assertEquals(FlowControl.MARK_LEAST, new HighWater(MOST).mark());
    assertEquals(FlowControl.MARK_LEAST, drawing(1_000_000, 0.001));
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
  void theBrowsersOwnQueueIsNoDistance() {
    int near = flooded(2_600_000, 1_000_000, 60);
    assertTrue(near < 160_000, "mark after a minute: " + near);
    int far = flooded(2_600_000, 50_000_000, 60);
    assertTrue(far > 160_000, "mark after a minute, 50 ms away: " + far);
  }

  @Test
  void aBrowserThatIsNearIsBusyWithLess() {
    HighWater unknown = new HighWater(MOST);
    assertEquals(FlowControl.BUSY, unknown.busy());
    HighWater near = new HighWater(MOST);
    draw(near, 5_000_000, 0.001, 0, 0);
    assertEquals(FlowControl.BUSY_NEAR, near.busy());
    HighWater far = new HighWater(MOST);
    draw(far, 5_000_000, 0.040, 0, 0);
    assertEquals(FlowControl.BUSY, far.busy());
  }

  /** The largest mark after a flood of that many seconds for a browser with a queue. */
  private static int flooded(int bytesPerSecond, long roundTrip, int seconds) {
    HighWater water = new HighWater(MOST);
    ArrayDeque<long[]> acknowledgements = new ArrayDeque<>();
    long sent = 0;
    long acked = 0;
    long drawnAt = 0;
    int largest = 0;
    for (long now = 0; now < seconds * 1_000_000_000L; now += 100_000) {
      while (!acknowledgements.isEmpty() && acknowledgements.peek()[1] <= now) {
        acked = acknowledgements.poll()[0];
        water.acknowledged(acked, now);
        largest = now > 30_000_000_000L ? Math.max(largest, water.mark()) : 0;
      }
      while (sent + 16_384 - acked <= water.mark()) {
        sent += 16_384;
        water.sent(sent, now);
        drawnAt = Math.max(now + roundTrip / 2, drawnAt) + 16_384 * 1_000_000_000L / bytesPerSecond;
        acknowledgements.add(new long[] {sent, drawnAt + roundTrip / 2});
      }
    }
    return largest;
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
