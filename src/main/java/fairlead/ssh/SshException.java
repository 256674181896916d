package fairlead.ssh;

/**
 * Opening a shell or files failed. The message says what happened, to which host, and what to do
 * next; it never contains a secret.
 */
public final class SshException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why the opening failed. */
  public enum Reason {
    ADDRESS_REFUSED,
    UNREACHABLE,
    CONNECT_TIMEOUT,
    BANNER_TIMEOUT,
    EXCHANGE_TIMEOUT,
    AUTHENTICATION_TIMEOUT,
    PROMPT_TIMEOUT,
    CANCELLED,
    HOST_KEY_UNKNOWN,
    HOST_KEY_CHANGED,
    HOST_KEY_REFUSED,
    ALGORITHMS,
    AUTHENTICATION_REFUSED,
    KEY_FILE,
    CHANNEL,
    /** The login succeeded, but the account gets no shell; its files may still be available. */
    NO_SHELL,
    PROTOCOL
  }

  private final Reason reason;

  public SshException(Reason reason, String message) {
    this(reason, message, null);
  }

  public SshException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
