package fairlead.terminal;

/**
 * The newest output of one shell, addressed by absolute offsets: byte 0 is the first one the shell
 * wrote.
 *
 * <p>A ring whose memory grows on demand, in powers of two, up to {@code capacity} bytes; the
 * oldest bytes are overwritten then. It grows further, as far as needed, for bytes that must not be
 * overwritten yet. Not thread-safe: {@link Output} guards it with its lock.
 */
final class Scrollback {
  static final int SMALLEST = 4 * 1024;

  /** Bytes by which it grows beyond its capacity. */
  private static final int STEP = 64 * 1024;

  private final int capacity;
  private byte[] ring = new byte[0];
  private long start;
  private long end;

  /**
   * @param capacity bytes held of what may be overwritten, a power of two from 4 KiB to 1 GiB
   */
  Scrollback(int capacity) {
    if (capacity < SMALLEST || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "capacity: " + capacity + " (expected: a power of two from " + SMALLEST + ")");
    }
    this.capacity = capacity;
  }

  /** Offset of the oldest byte that is still held. */
  long start() {
    return start;
  }

  /** Offset after the newest byte. */
  long end() {
    return end;
  }

  /** Bytes of memory in use, held bytes or not. */
  int memory() {
    return ring.length;
  }

  /**
   * @param keep offset from which on nothing may be overwritten; the end or more: all may be
   */
  void append(byte[] bytes, int offset, int length, long keep) {
    if (length == 0) {
      return;
    }
    long newEnd = end + length;
    start = Math.max(start, Math.min(keep, newEnd - capacity));
    int skip = (int) Math.max(0, start - end);
    end += skip;
    fit((int) (newEnd - start), (int) (newEnd - Math.max(start, keep)));
    put(end, bytes, offset + skip, length - skip);
    end = newEnd;
  }

  /**
   * Copies held bytes from {@code offset} on.
   *
   * @return {@code min(most, end - offset)} bytes
   */
  byte[] read(long offset, int most) {
    if (offset < start || offset > end) {
      throw new IllegalArgumentException(
          "offset: " + offset + " (expected: " + start + ".." + end + ")");
    }
    byte[] bytes = new byte[(int) Math.min(most, end - offset)];
    if (bytes.length > 0) {
      int at = index(offset);
      int first = Math.min(bytes.length, ring.length - at);
      System.arraycopy(ring, at, bytes, 0, first);
      System.arraycopy(ring, 0, bytes, first, bytes.length - first);
    }
    return bytes;
  }

  /** Gives memory back, keeping the newest {@code most} bytes. */
  void trim(int most) {
    long from = Math.max(start, end - most);
    int size = size((int) (end - from));
    if (size < ring.length) {
      start = from;
      resize(size);
    }
  }

  /** Grows for what is held; gives back what was beyond the capacity once that is long enough. */
  private void fit(int held, int kept) {
    if (held > ring.length) {
      resize(size(held));
    } else if (ring.length > capacity && kept <= capacity / 2) {
      resize(capacity);
    }
  }

  private void resize(int size) {
    byte[] held = read(start, (int) (end - start));
    ring = new byte[size];
    if (held.length > 0) {
      put(start, held, 0, held.length);
    }
  }

  private int size(int needed) {
    if (needed == 0) {
      return 0;
    }
    if (needed > capacity) {
      return capacity + (needed - capacity + STEP - 1) / STEP * STEP;
    }
    return Math.max(SMALLEST, Integer.highestOneBit(needed - 1) << 1);
  }

  private void put(long position, byte[] bytes, int offset, int count) {
    int at = index(position);
    int first = Math.min(count, ring.length - at);
    System.arraycopy(bytes, offset, ring, at, first);
    System.arraycopy(bytes, offset + first, ring, 0, count - first);
  }

  private int index(long offset) {
    return (int) (offset % ring.length);
  }
}
