package fairlead.admission;

import fairlead.policy.Decision;
import fairlead.policy.Target;

/**
 * What the policy was asked, and what it answered.
 *
 * @param target for the account that was named, or that would be used without
 */
public record Question(Target target, Decision decision) {}
