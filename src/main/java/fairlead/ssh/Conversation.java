package fairlead.ssh;

/** The person for whom a shell is being opened; called on the thread that opens it. */
public interface Conversation {
  /**
   * Asks and waits; the conversation bounds how long.
   *
   * @return one value per field ({@code yes} for a host key); the caller wipes them
   * @throws SshException when the person cancelled, left, or took too long
   */
  char[][] ask(Prompt prompt) throws SshException;

  /** The host's banner (RFC 4252 §5.4), bounded and without control characters. */
  void banner(String text);

  /** Called when a phase begins. */
  void phase(Phase phase);

  /**
   * Sets what to run if the person leaves.
   *
   * @param hangUp run at most once, on any thread; replaces the previous one
   */
  void whenLeft(Runnable hangUp);
}
