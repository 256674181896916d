package fairlead.terminal;

import static fairlead.ssh.FlowControl.SCROLLBACK_LEAST;
import static fairlead.ssh.FlowControl.SCROLLBACK_STEP;

/**
 * The newest output of one shell, addressed by absolute offsets: byte 0 is the first byte that the
 * shell wrote.
 *
 * <p>A ring buffer that grows on demand, in powers of two, up to {@code capacity} bytes; then the
 * oldest bytes are overwritten. It grows further only for bytes that must not be overwritten yet.
 * Not thread-safe: {@link Output} guards it with its lock.
 */
final class Scrollback {
  private final int capacity;
  private byte[] ring = new byte[0];
  private long start;
  private long end;

  /**
   * @param capacity maximum size in bytes, except for bytes that must be kept; a power of two from
   *     4 KiB to 1 GiB
   */
  Scrollback(int capacity) {
    if (capacity < SCROLLBACK_LEAST || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "capacity: " + capacity + " (expected: a power of two from " + SCROLLBACK_LEAST + ")");
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

  /** Allocated memory, in bytes. */
  int memory() {
    return ring.length;
  }

  /**
   * @param keep offset of the first byte that must not be overwritten; with the end or more, all
   *     may be
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

  /** Frees memory, but keeps the newest {@code most} bytes. */
  void trim(int most) {
    long from = Math.max(start, end - most);
    int size = size((int) (end - from));
    if (size < ring.length) {
      start = from;
      resize(size);
    }
  }

  /**
   * Grows the ring to what is held; shrinks it to the capacity once the bytes to keep fit into half
   * of it.
   */
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
      int steps = (needed - capacity + SCROLLBACK_STEP - 1) / SCROLLBACK_STEP;
      return capacity + steps * SCROLLBACK_STEP;
    }
    return Math.max(SCROLLBACK_LEAST, Integer.highestOneBit(needed - 1) << 1);
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
