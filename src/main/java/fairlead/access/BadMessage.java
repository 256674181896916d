package fairlead.access;

/** A message that is not as it must be. Its text says what is wrong and what is expected. */
public final class BadMessage extends Exception {
  private static final long serialVersionUID = 1;

  public BadMessage(String sentence) {
    super(sentence);
  }
}
