package fairlead.ssh;

/**
 * One way to log in to a host. It holds no secret, because a host's logins are kept for as long as
 * the host is listed.
 */
public interface Login {
  /** The name that people see, such as {@code key} or {@code password}. */
  String name();

  /**
   * Prepares one attempt: adds what is offered to the host, or which questions of the host are
   * passed to the person. Called before the host is dialled; it may itself ask the person and wait.
   *
   * @throws SshException when this login cannot be tried. With {@link SshException.Reason#KEY_FILE}
   *     the host's other logins are still tried; otherwise the host is not dialled at all
   */
  void prepare(LoginAttempt attempt) throws SshException;

  /**
   * How many times to connect to the host while it refuses this login; each time is prepared anew.
   * For credentials that reach the host with a delay.
   */
  default int tries() {
    return 1;
  }
}
