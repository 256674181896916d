package fairlead.terminal;

/**
 * The position of one viewer in a terminal's output: up to where it was sent and up to where the
 * viewer has drawn it, as offsets, and how far the two may be apart.
 *
 * <p>{@link Output} makes one for each viewer and guards it with its lock; only {@link #sent} may
 * be called without.
 */
final class ViewerCursor {
  private final HighWater highWater;
  private volatile long sent;
  private long acknowledged;

  /**
   * @param from offset of the first byte to send
   * @param capacity the scrollback's, in bytes
   */
  ViewerCursor(long from, int capacity) {
    highWater = new HighWater(capacity);
    sent = from;
    acknowledged = from;
  }

  /** Offset after the last byte that was given to the socket. */
  long sent() {
    return sent;
  }

  /** Offset after the last byte that the viewer has drawn. */
  long acknowledged() {
    return acknowledged;
  }

  /** Maximum number of unacknowledged bytes now. */
  int mark() {
    return highWater.mark();
  }

  /**
   * How many bytes may be sent now: none if the high-water mark is reached, or if the viewer is
   * still busy drawing, so that waiting makes fewer and larger frames.
   *
   * @param end offset after the newest byte of the output
   * @param most bytes of a frame
   * @param acknowledges whether an acknowledgement will come, before which the viewer is busy
   */
  int allowed(long end, int most, boolean acknowledges) {
    long unacknowledged = sent - acknowledged;
    long more = Math.min(most, highWater.mark() - unacknowledged);
    if (more <= 0) {
      return 0;
    }
    boolean busy = acknowledges && unacknowledged >= highWater.busy();
    return busy && Math.min(more, end - sent) < most / 2 ? 0 : (int) more;
  }

  /** This many bytes more were given to the socket. */
  void advance(int bytes, long nanos) {
    long offset = sent + bytes;
    sent = offset;
    highWater.sent(offset, nanos);
  }

  /**
   * The viewer has drawn the output up to this offset.
   *
   * @return false if it had before
   */
  boolean acknowledge(long offset, long nanos) {
    if (offset <= acknowledged) {
      return false;
    }
    acknowledged = offset;
    highWater.acknowledged(offset, nanos);
    return true;
  }
}
