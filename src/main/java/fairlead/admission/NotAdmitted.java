package fairlead.admission;

import fairlead.telemetry.Refusal;
import java.util.Locale;

/**
 * A person may not open something, or may no longer use it. The message is a sentence for the
 * person.
 */
@Refusal
public final class NotAdmitted extends Exception {
  private static final long serialVersionUID = 1;

  /** Why it was refused. */
  public enum Reason {
    /** This server is being taken out of service and opens nothing new. */
    DRAINING,
    /** No host of this name is listed, and the text is not a valid typed host. */
    NO_SUCH_HOST,
    /** The account's name is invalid, or is not the one in the typed host. */
    ACCOUNT,
    /** The rules refuse it. */
    POLICY,
    /** The rule is restricted to networks, and the host's address is in none of them or unknown. */
    ADDRESS,
    /** The rules allow terminals on this host, but no files. */
    FILES,
    /** Agent forwarding is no longer allowed. */
    AGENT,
    /** The host is no longer listed. */
    GONE,
    /** The host of this name now is another machine or has another route. */
    CHANGED,
    /** The person no longer has a login or a role. */
    PERSON
  }

  private final Reason reason;
  private final String part;

  NotAdmitted(Reason reason, String sentence) {
    this(reason, reason.name(), sentence);
  }

  NotAdmitted(Reason reason, String part, String sentence) {
    super(sentence);
    this.reason = reason;
    this.part = part.toLowerCase(Locale.ROOT);
  }

  public Reason reason() {
    return reason;
  }

  /**
   * The reason or, for {@link Reason#POLICY}, the part of the rule that failed; in lower case, for
   * metrics.
   */
  public String part() {
    return part;
  }
}
