package fairlead.terminal;

/**
 * The input of one terminal by its offsets: what the host has taken, and what waits behind it. Not
 * thread-safe: {@link InputQueue} guards it with its lock.
 */
final class Backlog {
  private final int credit;
  private final ByteRing waiting;
  private long taken;
  private long since;

  /**
   * @param credit bytes that a client may have waiting here
   */
  Backlog(int credit) {
    this.credit = credit;
    // A browser that takes a terminal over has a credit of its own beside what still waits.
    waiting = new ByteRing(2 * credit);
  }

  int credit() {
    return credit;
  }

  boolean isEmpty() {
    return waiting.size() == 0;
  }

  /** Bytes of memory in use, waiting input or not. */
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

  /** Whether this number of bytes is within the credit of the client that types. */
  boolean allows(int length) {
    long mine = accepted() - Math.max(taken, since);
    return length <= Math.min(credit - mine, waiting.room());
  }

  /** Bytes that may be added by clients that know no credit. */
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

  /** Counts bytes that go to the host without having waited here. */
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

  /** Gives memory back that nothing waits in. */
  void release() {
    waiting.release();
  }
}
