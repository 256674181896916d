package fairlead.terminal;

/**
 * The high-water mark: how many unacknowledged output bytes one viewer may have. It is what the
 * browser draws during the round trip and {@link #AHEAD}, at least {@link #LEAST} and at most the
 * scrollback's capacity.
 *
 * <p>The round trip is the shortest recent time from sending to acknowledgement; the drain rate is
 * a moving average over acknowledgements. During a flood most of that time is spent in the
 * browser's queue, whose length this mark determines. Taken as network latency, it would make the
 * mark grow, and with it the queue. So the round trip is measured again from time to time with only
 * {@link #LEAST} in flight.
 *
 * <p>Not thread-safe: guarded by the terminal's lock.
 */
final class HighWater {
  /**
   * xterm.js parses at least 5 MB/s, so 64 KiB take it 13 ms, a delay of a key that nobody notices.
   */
  static final int LEAST = 64 * 1024;

  /**
   * Seconds of drawing kept in the browser's queue beyond the round trip: one frame at 60 Hz and
   * some scheduling noise.
   */
  static final double AHEAD = 0.025;

  /**
   * Unacknowledged bytes that keep a browser busy at any distance: as many as it may leave
   * unacknowledged (docs/PROTOCOL.md, "Output"), so that its next acknowledgement is always in
   * flight. Redrawing a large window takes fewer bytes.
   */
  static final int BUSY = 32 * 1024;

  /**
   * The same for a browser within {@link #NEAR_NANOS}: its acknowledgement arrives before a delay
   * is visible.
   */
  static final int BUSY_NEAR = 8 * 1024;

  private static final long NEAR_NANOS = 5_000_000;
  private static final long FORGET_NANOS = 10_000_000_000L;
  // Longer than the browser needs for the bytes that were in flight, and short compared to {@link
  // #FORGET_NANOS}.
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
   * @param most the scrollback's capacity in bytes: unacknowledged output must still be held
   */
  HighWater(int most) {
    this.most = most;
    mark = Math.min(most, LEAST);
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
    if (acked >= 0 && elapsed > 0 && elapsed < BUSY_NANOS && offset - acked >= BUSY_BYTES) {
      double rate = (offset - acked) * 1e9 / elapsed;
      bytesPerSecond = bytesPerSecond == 0 ? rate : bytesPerSecond * 0.8 + rate * 0.2;
      double wanted = bytesPerSecond * (AHEAD + Math.max(0, roundTripNanos) / 1e9);
      mark = (int) Math.min(most, Math.max(LEAST, looking ? 0 : wanted));
    }
    acked = offset;
    ackedAt = nanos;
  }

  /** Discards an old round trip, so that it is measured again. */
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
