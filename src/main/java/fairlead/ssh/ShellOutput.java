package fairlead.ssh;

/**
 * Takes what a shell writes; called on the shell's own thread, possibly before opening has
 * returned.
 */
public interface ShellOutput {
  /**
   * Copy, and return at once: this thread serves the whole connection. How much may come is said by
   * {@link #room}.
   */
  void bytes(byte[] buffer, int offset, int length);

  /**
   * How much the host may send now, of the SSH window. With less than all of it the remote program
   * waits sooner; {@link Shell#resumeOutput} tells when there is more room again.
   *
   * @param window bytes; whatever this returned before may still come
   */
  int room(int window);

  /** All bytes that have come from the host were handed over; the next ones have yet to come. */
  void flush();

  /** Once, after all bytes. */
  void ended(Exit exit);
}
