package fairlead.terminal;

/**
 * The newest output of one shell, addressed by absolute offsets: byte 0 is the first one the shell
 * wrote.
 *
 * <p>A ring whose memory grows on demand, in powers of two, up to {@code capacity} bytes; the
 * oldest bytes are overwritten then. Not thread-safe: {@link Terminal} guards it with its lock.
 */
final class Scrollback {
  static final int SMALLEST = 4 * 1024;

  private final int capacity;
  private byte[] ring = new byte[0];
  private long start;
  private long end;

  /**
   * @param capacity bytes held at most, a power of two from 4 KiB to 1 GiB
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

  int capacity() {
    return capacity;
  }

  /** Bytes of memory in use, held bytes or not. */
  int memory() {
    return ring.length;
  }

  void append(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return;
    }
    int skip = Math.max(0, length - capacity);
    if (skip > 0) {
      end += skip;
      start = end;
    }
    int count = length - skip;
    grow((int) Math.min(capacity, end - start + count));
    put(end, bytes, offset + skip, count);
    end += count;
    start = Math.max(start, end - ring.length);
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

  private void grow(int needed) {
    if (needed > ring.length) {
      resize(size(needed));
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
    return Math.min(capacity, Math.max(SMALLEST, Integer.highestOneBit(needed - 1) << 1));
  }

  private void put(long position, byte[] bytes, int offset, int count) {
    int at = index(position);
    int first = Math.min(count, ring.length - at);
    System.arraycopy(bytes, offset, ring, at, first);
    System.arraycopy(bytes, offset + first, ring, 0, count - first);
  }

  private int index(long offset) {
    return (int) (offset & (ring.length - 1));
  }
}
