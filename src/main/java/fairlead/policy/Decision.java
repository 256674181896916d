package fairlead.policy;

/** The policy's answer to whether a person may open a target. */
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
   * @param nearest the rule that failed last in the order of {@link Part}, or empty if no rule
   *     applies
   * @param part the part of that rule that failed
   * @param why for administrators: what failed and how
   * @param sentence for the person: what happened and what to do; does not reveal the rules
   */
  record Denied(String nearest, Part part, String why, String sentence) implements Decision {}

  /** The conditions of a rule, in the order in which they are checked. */
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
