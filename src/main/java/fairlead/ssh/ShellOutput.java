package fairlead.ssh;

import java.io.IOException;

/**
 * Takes what a shell writes; called on the shell's own thread, possibly before opening has
 * returned.
 */
public interface ShellOutput {
  /**
   * Copy before returning; while this waits, the SSH window closes and the remote program waits.
   */
  void bytes(byte[] buffer, int offset, int length) throws IOException;

  /** All bytes that have come from the host were handed over; the next ones have yet to come. */
  void flush();

  /** Once, after all bytes. */
  void ended(Exit exit);
}
