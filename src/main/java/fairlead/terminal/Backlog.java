package fairlead.terminal;

/**
 * The input of one terminal, by offsets: how much the host has taken, and the bytes that still
 * wait. Not thread-safe: {@link InputQueue} guards it with its lock.
 */
final class Backlog {
  private final int credit;
  private final ByteRing waiting;
  private long taken;
  private long since;

  /**
   * @param credit bytes of one client that may wait here
   */
  Backlog(int credit) {
    this.credit = credit;
    // A browser that takes over a terminal gets its full credit, although earlier input may still
    // wait.
    waiting = new ByteRing(2 * credit);
  }

  int credit() {
    return credit;
  }

  boolean isEmpty() {
    return waiting.size() == 0;
  }

  /** Allocated memory, in bytes. */
  int memory() {
    return waiting.memory();
  }

  /** Offset up to which the host has taken input, or is taking it. */
  long taken() {
    return taken;
  }

  /** Offset up to which input was accepted: taken or waiting. */
  long accepted() {
    return taken + waiting.size();
  }

  /** Whether this many bytes are within the credit of the attached client. */
  boolean allows(int length) {
    long mine = accepted() - Math.max(taken, since);
    return length <= Math.min(credit - mine, waiting.room());
  }

  /** Bytes that a plain client, which has no credit, may add now. */
  int room() {
    return credit - waiting.size();
  }

  void add(byte[] bytes, int offset, int length) {
    waiting.add(bytes, offset, length);
  }

  /** Gives the oldest bytes to the host. */
  byte[] take(int most) {
    byte[] chunk = waiting.take(most);
    taken += chunk.length;
    return chunk;
  }

  /** Counts bytes that go to the host directly, without waiting here. */
  void pass(int length) {
    taken += length;
  }

  /** As {@link InputQueue#takeUp}. */
  long takeUp(long sent) {
    if (sent >= accepted()) {
      waiting.keep((int) Math.max(0, since - taken));
    }
    since = accepted();
    return since;
  }

  /** Drops what waits. */
  void clear() {
    waiting.clear();
  }

  /** Drops all waiting bytes and frees the memory. */
  void release() {
    waiting.release();
  }
}
