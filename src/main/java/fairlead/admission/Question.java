package fairlead.admission;

import fairlead.policy.Decision;
import fairlead.policy.Target;

/**
 * A question to the policy, and its answer.
 *
 * @param target with the account that was named, or else the one that would be used
 */
public record Question(Target target, Decision decision) {}
