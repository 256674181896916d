package fairlead.terminal;

import static fairlead.ssh.FlowControl.AHEAD_SECONDS;
import static fairlead.ssh.FlowControl.BUSY;
import static fairlead.ssh.FlowControl.BUSY_NEAR;
import static fairlead.ssh.FlowControl.LOOK_NANOS;
import static fairlead.ssh.FlowControl.MARK_LEAST;
import static fairlead.ssh.FlowControl.NEAR_NANOS;
import static fairlead.ssh.FlowControl.PAUSE_NANOS;
import static fairlead.ssh.FlowControl.RATE_LEAST;
import static fairlead.ssh.FlowControl.ROUND_TRIP_NANOS;

import fairlead.ssh.FlowControl;

/**
 * The high-water mark: how many unacknowledged output bytes one viewer may have. It is what the
 * browser draws during the round trip and {@link FlowControl#AHEAD_SECONDS}, at least {@link
 * FlowControl#MARK_LEAST} and at most the scrollback's capacity.
 *
 * <p>The round trip is the shortest recent time from sending to acknowledgement; the drain rate is
 * a moving average over acknowledgements. During a flood most of that time is spent in the
 * browser's queue, whose length this mark determines. Taken as network latency, it would make the
 * mark grow, and with it the queue. So the round trip is measured again from time to time with only
 * {@link FlowControl#MARK_LEAST} in flight.
 *
 * <p>Not thread-safe: guarded by the terminal's lock.
 */
final class HighWater {
  private final int most;
  private int mark;
  private double bytesPerSecond;
  private long roundTripNanos = -1;
  private long roundTripAt;
  private boolean looking;
  private long lookingUntil;
  private long probeOffset = -1;
  private long probeAt;
  private long acked = -1;
  private long ackedAt;

  /**
   * @param most the scrollback's capacity in bytes: unacknowledged output must still be held
   */
  HighWater(int most) {
    this.most = most;
    mark = Math.min(most, MARK_LEAST);
  }

  /** Maximum number of unacknowledged bytes now. */
  int mark() {
    return mark;
  }

  /**
   * With at least this many unacknowledged bytes, further output may wait for the next
   * acknowledgement or until it fills a large frame.
   */
  int busy() {
    return roundTripNanos >= 0 && roundTripNanos < NEAR_NANOS ? BUSY_NEAR : BUSY;
  }

  /** Output up to {@code offset} was given to the socket. */
  void sent(long offset, long nanos) {
    if (probeOffset < 0) {
      probeOffset = offset;
      probeAt = nanos;
    }
  }

  /** Output up to {@code offset} was drawn. */
  void acknowledged(long offset, long nanos) {
    if (probeOffset >= 0 && offset >= probeOffset) {
      long sample = nanos - probeAt;
      if (roundTripNanos < 0 || sample < roundTripNanos) {
        roundTripNanos = sample;
        roundTripAt = nanos;
      }
      probeOffset = -1;
    }
    look(nanos);
    long elapsed = nanos - ackedAt;
    // Averages only over busy periods: a pause of the shell does not mean that the browser is slow.
    if (acked >= 0 && elapsed > 0 && elapsed < PAUSE_NANOS && offset - acked >= RATE_LEAST) {
      double rate = (offset - acked) * 1e9 / elapsed;
      bytesPerSecond = bytesPerSecond == 0 ? rate : bytesPerSecond * 0.8 + rate * 0.2;
      double wanted = bytesPerSecond * (AHEAD_SECONDS + Math.max(0, roundTripNanos) / 1e9);
      mark = (int) Math.min(most, Math.max(MARK_LEAST, looking ? 0 : wanted));
    }
    acked = offset;
    ackedAt = nanos;
  }

  /** Discards an old round trip, so that it is measured again. */
  private void look(long nanos) {
    if (looking) {
      looking = nanos - lookingUntil < 0;
    } else if (roundTripNanos >= 0 && nanos - roundTripAt > ROUND_TRIP_NANOS) {
      roundTripNanos = -1;
      probeOffset = -1;
      looking = true;
      lookingUntil = nanos + LOOK_NANOS;
    }
  }
}
