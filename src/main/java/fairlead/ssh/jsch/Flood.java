package fairlead.ssh.jsch;

/**
 * Detects a flood: more output without a lull than it takes to redraw a window. The output for a
 * key press is never a flood.
 */
final class Flood {
  /** Bytes: as much as one frame holds (docs/PROTOCOL.md). */
  static final int LEAST = 64 * 1024;

  /** A program that writes as fast as it can never pauses for this long. */
  static final long LULL_NANOS = 1_000_000;

  private long bytes;

  /** Counts the bytes of one read and the time that it waited for them. */
  void read(int count, long waitedNanos) {
    bytes = count + (waitedNanos > LULL_NANOS ? 0 : bytes);
  }

  boolean goesOn() {
    return bytes >= LEAST;
  }
}
