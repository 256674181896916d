package fairlead.admission;

import java.util.Locale;

/**
 * A person may not open what they want to, or may not use it any more. The message is a sentence
 * for them.
 */
public final class NotAdmitted extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of refusal it is. */
  public enum Reason {
    /** This server is being taken out of service and opens nothing new. */
    DRAINING,
    /** No host of this name is listed, and it is none that can be typed by hand. */
    NO_SUCH_HOST,
    /** No account has such a name. */
    ACCOUNT,
    /** The rules refuse it. */
    POLICY,
    /** The rules hold the person to networks, and the address is in none of them. */
    ADDRESS,
    /** The rules allow terminals on this host, and no files. */
    FILES,
    /** The rules do not allow the use of the agent any more. */
    AGENT,
    /** The host is not listed any more. */
    GONE,
    /** The host of this name is another machine now, or reached another way. */
    CHANGED,
    /** The person has no login or role any more. */
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

  /** The reason or, of the rules, what of them failed; lower case, for the count of refusals. */
  public String part() {
    return part;
  }
}
