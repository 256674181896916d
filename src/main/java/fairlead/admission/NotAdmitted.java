package fairlead.admission;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.telemetry.Refusal;
import java.util.Locale;

/**
 * A person may not open something, or may no longer use it. The message is a sentence for the
 * person.
 */
@Refusal
public final class NotAdmitted extends Refused {
  private static final long serialVersionUID = 1;

  /** Why it was refused. */
  public enum Reason {
    /** This server is being taken out of service and opens nothing new. */
    DRAINING(Failure.DRAINING),
    /** No host of this name is listed, and the text is not a valid typed host. */
    NO_SUCH_HOST(Failure.NO_SUCH_HOST),
    /** The account's name is invalid, or is not the one in the typed host. */
    ACCOUNT(Failure.BAD_MESSAGE),
    /** The rules refuse it. */
    POLICY(Failure.NOT_ALLOWED),
    /** The rule is restricted to networks, and the host's address is in none of them or unknown. */
    ADDRESS(Failure.NOT_ALLOWED),
    /** The rules allow terminals on this host, but no files. */
    FILES(Failure.NOT_ALLOWED),
    /** Agent forwarding is no longer allowed. */
    AGENT(Failure.NOT_ALLOWED),
    /** The host is no longer listed. */
    GONE(Failure.NOT_ALLOWED),
    /** The host of this name now is another machine or has another route. */
    CHANGED(Failure.NOT_ALLOWED),
    /** The person no longer has a login or a role. */
    PERSON(Failure.NOT_ALLOWED);

    private final Failure failure;

    Reason(Failure failure) {
      this.failure = failure;
    }
  }

  NotAdmitted(Reason reason, String sentence) {
    this(reason, reason.name(), sentence);
  }

  /**
   * @param part what of the rule failed, for {@link Reason#POLICY}
   */
  NotAdmitted(Reason reason, String part, String sentence) {
    super(reason.failure, sentence, part.toLowerCase(Locale.ROOT));
  }
}
