package fairlead.ssh;

/**
 * Takes what a shell writes; called on the shell's own thread, possibly before opening has
 * returned.
 */
public interface ShellOutput {
  /**
   * Takes output. Copy the bytes and return at once: this thread serves the whole connection.
   * {@link #room} limits how much may come.
   */
  void bytes(byte[] buffer, int offset, int length);

  /**
   * How much of the SSH window the host may use now. With less than all of it, the remote program
   * waits sooner. Call {@link Shell#resumeOutput} when there is more room again.
   *
   * @param window its size in bytes; what an earlier call allowed may still come
   */
  int room(int window);

  /** Called when all bytes received from the host were handed over, before waiting for more. */
  void flush();

  /** Called once, after all bytes. */
  void ended(Exit exit);
}
