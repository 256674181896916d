package fairlead.terminal;

/**
 * How many unacknowledged output bytes one viewer may have: what its browser draws in the round
 * trip and {@link #AHEAD} more, between {@link #LEAST} and the scrollback's capacity.
 *
 * <p>The round trip is the shortest time from sending to acknowledgement seen lately, the drain
 * rate a moving average over acknowledgements. During a flood that time is mostly spent in the
 * browser's queue, which is as long as this mark lets it be: taken for distance it would make the
 * mark grow, and the queue with it. So the round trip is found anew with {@link #LEAST} under way.
 *
 * <p>Not thread-safe: guarded by the terminal's lock.
 */
final class HighWater {
  /**
   * xterm.js parses at least 5 MB/s: 64 KiB are 13 ms of its work, so a key is never felt to wait.
   */
  static final int LEAST = 64 * 1024;

  /**
   * Seconds of work kept ready for the browser beyond the round trip: a frame of 60 Hz and some
   * scheduling noise.
   */
  static final double AHEAD = 0.025;

  /**
   * Unacknowledged bytes that keep a browser busy wherever it is: as much as it may leave
   * unacknowledged (docs/PROTOCOL.md, "Output"), so that its next acknowledgement is always under
   * way. A large window drawn anew is less.
   */
  static final int BUSY = 32 * 1024;

  /** The same for a browser that is near: its acknowledgement comes before anybody sees it. */
  static final int BUSY_NEAR = 8 * 1024;

  private static final long NEAR_NANOS = 5_000_000;
  private static final long FORGET_NANOS = 10_000_000_000L;
  // Longer than what was under way before takes to be drawn, and short beside what comes after.
  private static final long LOOK_NANOS = 300_000_000L;
  private static final long BUSY_NANOS = 500_000_000L;
  private static final int BUSY_BYTES = 4 * 1024;

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
   * @param most bytes, the scrollback's capacity: what is unacknowledged must still be held
   */
  HighWater(int most) {
    this.most = most;
    mark = Math.min(most, LEAST);
  }

  /** Bytes that may be unacknowledged now. */
  int mark() {
    return mark;
  }

  /**
   * Unacknowledged bytes from which on the next ones may wait for company: for the next
   * acknowledgement, or for enough to make a large frame.
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
    // A pause of the shell is not the browser's slowness: only busy stretches are averaged.
    if (acked >= 0 && elapsed > 0 && elapsed < BUSY_NANOS && offset - acked >= BUSY_BYTES) {
      double rate = (offset - acked) * 1e9 / elapsed;
      bytesPerSecond = bytesPerSecond == 0 ? rate : bytesPerSecond * 0.8 + rate * 0.2;
      double wanted = bytesPerSecond * (AHEAD + Math.max(0, roundTripNanos) / 1e9);
      mark = (int) Math.min(most, Math.max(LEAST, looking ? 0 : wanted));
    }
    acked = offset;
    ackedAt = nanos;
  }

  /** Forgets a round trip that is old; the next one is the shortest of a while. */
  private void look(long nanos) {
    if (looking) {
      looking = nanos - lookingUntil < 0;
    } else if (roundTripNanos >= 0 && nanos - roundTripAt > FORGET_NANOS) {
      roundTripNanos = -1;
      probeOffset = -1;
      looking = true;
      lookingUntil = nanos + LOOK_NANOS;
    }
  }
}
