package fairlead.terminal;

/**
 * A ring buffer of bytes that grows on demand up to {@code capacity}. Not thread-safe: {@link
 * InputQueue} guards it with its lock.
 */
final class ByteRing {
  private static final int SMALLEST = 256;

  private final int capacity;
  private byte[] ring = new byte[0];
  private int head;
  private int size;

  ByteRing(int capacity) {
    this.capacity = capacity;
  }

  /** Number of bytes held. */
  int size() {
    return size;
  }

  /** Number of bytes that can be added. */
  int room() {
    return capacity - size;
  }

  /** Allocated memory, in bytes. */
  int memory() {
    return ring.length;
  }

  /**
   * @throws IllegalArgumentException if there is no room for them
   */
  void add(byte[] bytes, int offset, int length) {
    if (length > room()) {
      throw new IllegalArgumentException("length: " + length + " (expected: 0.." + room() + ")");
    }
    reserve(size + length);
    if (length > 0) {
      int at = (head + size) % ring.length;
      int first = Math.min(length, ring.length - at);
      System.arraycopy(bytes, offset, ring, at, first);
      System.arraycopy(bytes, offset + first, ring, 0, length - first);
      size += length;
    }
  }

  /** Removes and returns the oldest bytes. */
  byte[] take(int most) {
    byte[] bytes = new byte[Math.min(most, size)];
    if (bytes.length > 0) {
      copy(bytes, bytes.length);
      head = (head + bytes.length) % ring.length;
      size -= bytes.length;
    }
    return bytes;
  }

  /** Keeps at most this many of the oldest bytes and drops the rest. */
  void keep(int oldest) {
    size = Math.min(size, oldest);
  }

  /** Drops all bytes. */
  void clear() {
    size = 0;
  }

  /** Drops all bytes and frees the memory. */
  void release() {
    ring = new byte[0];
    head = 0;
    size = 0;
  }

  private void reserve(int needed) {
    if (needed > ring.length) {
      int twice = Integer.highestOneBit(needed) * 2;
      byte[] larger = new byte[Math.min(capacity, Math.max(SMALLEST, twice))];
      copy(larger, size);
      ring = larger;
      head = 0;
    }
  }

  private void copy(byte[] into, int count) {
    int first = Math.min(count, ring.length - head);
    System.arraycopy(ring, head, into, 0, first);
    System.arraycopy(ring, 0, into, first, count - first);
  }
}
