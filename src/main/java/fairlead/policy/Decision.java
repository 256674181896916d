package fairlead.policy;

/** Whether a person may open what they want to. */
public sealed interface Decision {
  /**
   * They may.
   *
   * @param rule the first rule that allows it
   */
  record Granted(String rule, Limits limits) implements Decision {}

  /**
   * They may not.
   *
   * @param nearest the rule that came nearest to it, or empty when no rule speaks of this at all
   * @param part what of it failed
   * @param why for administrators: what failed and how
   * @param sentence for the person: what happened and what to do, nothing of the rules
   */
  record Denied(String nearest, Part part, String why, String sentence) implements Decision {}

  /** What a rule asks for, in this order. */
  enum Part {
    /** The person has no role that opens terminals; no rule changes that. */
    ROLE,
    /** The rules cannot be read. */
    POLICY,
    PERSON,
    /** The host's name, or that it is typed by hand. */
    HOST,
    SOURCE,
    LABELS,
    USER,
    HOURS,
    RECORDING
  }
}
