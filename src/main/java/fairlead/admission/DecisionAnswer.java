package fairlead.admission;

import fairlead.policy.Decision;
import java.util.List;
import java.util.Locale;

/**
 * The answer to {@code GET /api/policy/decision}. What does not apply is null.
 *
 * @param user the account; null for a person without a role
 * @param rule the rule that allows it
 * @param nearest where it is denied: the rule of which most holds, or empty
 * @param part where it is denied: what of this rule does not hold
 * @param why where it is denied: for the administrator
 * @param told where it is denied: what the person is told
 */
public record DecisionAnswer(
    String person,
    List<String> groups,
    String host,
    String user,
    boolean allowed,
    String rule,
    String nearest,
    String part,
    String why,
    String told) {

  static DecisionAnswer withoutRole(String person, List<String> groups, String host) {
    return new DecisionAnswer(
        person,
        groups,
        host,
        null,
        false,
        null,
        "",
        "role",
        "This person has none of the roles operator, auditor, admin.",
        null);
  }

  static DecisionAnswer of(String person, List<String> groups, String host, Question question) {
    String user = question.target().user();
    if (question.decision() instanceof Decision.Granted granted) {
      return new DecisionAnswer(
          person, groups, host, user, true, granted.rule(), null, null, null, null);
    }
    Decision.Denied denied = (Decision.Denied) question.decision();
    return new DecisionAnswer(
        person,
        groups,
        host,
        user,
        false,
        null,
        denied.nearest(),
        denied.part().name().toLowerCase(Locale.ROOT),
        denied.why(),
        denied.sentence());
  }
}
