package fairlead.policy;

import fairlead.health.Probe;
import fairlead.health.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while there is a policy file that has never been valid. If a valid file becomes invalid, the
 * probe stays up and names the problem: the rules read before are still in force.
 */
@Readiness
@ApplicationScoped
public class PolicyFileProbe extends Probe {
  private Policy policy;

  /** For the CDI container. */
  protected PolicyFileProbe() {}

  @Inject
  PolicyFileProbe(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String name() {
    return "policy-file";
  }

  @Override
  public ProbeResult look() {
    return new ProbeResult(policy.usable(), policy.problem().orElse(""));
  }
}
