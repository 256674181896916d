package fairlead.ssh;

/**
 * Whether a host is writing a flood: more than a window drawn anew, without a lull. What a key
 * brings is never one.
 */
final class Flood {
  /** Bytes: as much as leaves in one frame (docs/PROTOCOL.md). */
  static final int LEAST = 64 * 1024;

  /** A program that writes as fast as it can lets nobody wait this long. */
  static final long LULL_NANOS = 1_000_000;

  private long bytes;

  /** This many bytes came after a wait of so long. */
  void read(int count, long waitedNanos) {
    bytes = count + (waitedNanos > LULL_NANOS ? 0 : bytes);
  }

  boolean goesOn() {
    return bytes >= LEAST;
  }
}
