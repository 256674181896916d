package fairlead.terminal;

import fairlead.admission.NotAdmitted;

/** A request of a connection is refused; the connection is closed with the failure's code. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final Failure failure;
  private final String reason;

  Refused(Failure failure) {
    this(failure, failure.sentence());
  }

  /**
   * @param sentence what happened and what to do, for a person
   */
  Refused(Failure failure, String sentence) {
    this(failure, sentence, TerminalMetrics.lower(failure));
  }

  /**
   * @param reason for metrics: one of few, in lower case, such as {@code per_host}
   */
  Refused(Failure failure, String sentence, String reason) {
    super(sentence);
    this.failure = failure;
    this.reason = reason;
  }

  static Refused of(NotAdmitted why) {
    Failure failure =
        switch (why.reason()) {
          case DRAINING -> Failure.DRAINING;
          case NO_SUCH_HOST -> Failure.NO_SUCH_HOST;
          case ACCOUNT -> Failure.BAD_MESSAGE;
          case POLICY, ADDRESS, FILES, AGENT, GONE, CHANGED, PERSON -> Failure.NOT_ALLOWED;
        };
    return new Refused(failure, why.getMessage(), why.part());
  }

  Failure failure() {
    return failure;
  }

  String reason() {
    return reason;
  }
}
