package fairlead.ssh;

/** How a shell ended. */
public sealed interface Exit {
  /** With an exit status (RFC 4254 §6.10). */
  record Status(int status) implements Exit {}

  /**
   * By a signal.
   *
   * @param name without {@code SIG}
   */
  record Signal(String name) implements Exit {}

  /**
   * The connection to the host broke.
   *
   * @param message a sentence for a person
   */
  record Lost(String message) implements Exit {}
}
