package fairlead.ssh.jsch;

import fairlead.ssh.FlowControl;

/**
 * Detects a flood: more output without a lull than it takes to redraw a window. The output for a
 * key press is never a flood.
 */
final class Flood {
  private long bytes;

  /** Counts the bytes of one read and the time that it waited for them. */
  void read(int count, long waitedNanos) {
    bytes = count + (waitedNanos > FlowControl.LULL_NANOS ? 0 : bytes);
  }

  boolean goesOn() {
    return bytes >= FlowControl.FLOOD;
  }
}
