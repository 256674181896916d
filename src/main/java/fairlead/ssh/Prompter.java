package fairlead.ssh;

/** Asks the person for whom a connection is being opened, on the thread that opens it. */
@FunctionalInterface
public interface Prompter {
  /**
   * Asks and waits; the implementation bounds how long.
   *
   * @return one value per field ({@code yes} for a host key); the caller wipes them
   * @throws SshException when the person cancelled, left, or took too long
   */
  char[][] ask(Prompt prompt) throws SshException;
}
