package fairlead.telemetry;

/**
 * An exception whose text is safe for the log. It replaces only exceptions with unsafe text; the
 * others keep their type, so that the log can be searched by it.
 */
final class LoggedThrowable extends Throwable {
  private static final long serialVersionUID = 1;

  /** Maximum depth of causes. */
  private static final int DEEPEST = 32;

  private LoggedThrowable(Throwable thrown, int depth) {
    super(LogText.of(thrown.toString()), cause(thrown, depth));
    setStackTrace(thrown.getStackTrace());
    if (depth < DEEPEST) {
      for (Throwable suppressed : thrown.getSuppressed()) {
        addSuppressed(new LoggedThrowable(suppressed, depth + 1));
      }
    }
  }

  static Throwable of(Throwable thrown) {
    return thrown == null || fit(thrown, 0) ? thrown : new LoggedThrowable(thrown, 0);
  }

  private static Throwable cause(Throwable thrown, int depth) {
    Throwable cause = thrown.getCause();
    return cause == null || depth >= DEEPEST ? null : new LoggedThrowable(cause, depth + 1);
  }

  private static boolean fit(Throwable thrown, int depth) {
    if (depth > DEEPEST || !thrown.toString().equals(LogText.of(thrown.toString()))) {
      return false;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!fit(suppressed, depth + 1)) {
        return false;
      }
    }
    return thrown.getCause() == null || fit(thrown.getCause(), depth + 1);
  }

  /** The type and message of the original exception. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // its own type says nothing
  public String toString() {
    return getMessage();
  }
}
