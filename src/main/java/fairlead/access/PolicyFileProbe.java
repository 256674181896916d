package fairlead.access;

import fairlead.health.Finding;
import fairlead.health.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Down while there is a policy file that was never usable. A file that broke later is only named:
 * the rules read before are still in force.
 */
@ApplicationScoped
public class PolicyFileProbe implements Probe {
  @Inject Policy policy;

  @Override
  public String name() {
    return "policy-file";
  }

  @Override
  public Finding look() {
    return new Finding(policy.usable(), policy.problem().orElse(""));
  }
}
