package fairlead.access;

/**
 * A malformed message from a client. The exception's text says what is wrong and what is expected.
 */
public final class BadMessage extends Exception {
  private static final long serialVersionUID = 1;

  public BadMessage(String sentence) {
    super(sentence);
  }
}
