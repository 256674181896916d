package fairlead.traced;

import fairlead.health.Probe;
import fairlead.health.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;

/** A check that nothing but its own class speaks of. */
@Readiness
@ApplicationScoped
public class NewProbe extends Probe {
  @Override
  public String name() {
    return "new-probe";
  }

  @Override
  public ProbeResult look() {
    return ProbeResult.well("It looked.");
  }
}
