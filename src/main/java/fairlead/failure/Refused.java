package fairlead.failure;

/**
 * A request, or what a connection asks for, is refused. The message is a sentence for the person:
 * what happened and what to do.
 */
public class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final Failure failure;
  private final String label;

  public Refused(Failure failure) {
    this(failure, failure.sentence());
  }

  public Refused(Failure failure, String sentence) {
    this(failure, sentence, failure.label());
  }

  /**
   * @param label for metrics: one of few, in lower case, such as {@code per_host}
   */
  public Refused(Failure failure, String sentence, String label) {
    super(sentence);
    this.failure = failure;
    this.label = label;
  }

  public Failure failure() {
    return failure;
  }

  /** Why, for metrics and the log: one of few, in lower case. */
  public String label() {
    return label;
  }
}
