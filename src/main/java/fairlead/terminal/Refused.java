package fairlead.terminal;

/** A connection asked for something that it does not get; it is closed with the failure's code. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final Failure failure;

  Refused(Failure failure) {
    this(failure, failure.sentence());
  }

  /**
   * @param sentence what happened and what to do, for a person
   */
  Refused(Failure failure, String sentence) {
    super(sentence);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
