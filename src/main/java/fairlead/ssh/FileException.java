package fairlead.ssh;

import java.io.IOException;

/** A failed operation on a host's files. The message is for the person. */
public final class FileException extends IOException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Reason {
    NO_SUCH_FILE,
    DENIED,
    /** Something with this name exists already, or is of the wrong kind. */
    CONFLICT,
    /** The host failed: a full disk, a quota, a read-only file system. */
    FAILED,
    /** The connection is gone. */
    LOST
  }

  private final Reason reason;

  public FileException(Reason reason, String message) {
    this(reason, message, null);
  }

  public FileException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
