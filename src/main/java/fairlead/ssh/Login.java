package fairlead.ssh;

/**
 * One way to prove to a host who is logging in. Says what is to be tried, and holds no secret: a
 * host's logins are kept for as long as the host is listed.
 */
public interface Login {
  /** What people call this way, such as {@code key} or {@code password}. */
  String name();

  /**
   * Makes one attempt ready: adds what the host is to be offered, or the questions that may be put
   * to the person. Called before the host is dialled, and may itself wait for somebody.
   *
   * @throws SshException when it cannot be tried: with {@link SshException.Reason#KEY_FILE} the
   *     host's other logins are, otherwise the host is not dialled at all
   */
  void prepare(LoginAttempt attempt) throws SshException;

  /**
   * How often a host may be connected to, one after the other, while it refuses this login; each
   * time is prepared anew. For what may be known to the host a moment late.
   */
  default int tries() {
    return 1;
  }
}
