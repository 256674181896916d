package fairlead.traced;

import fairlead.health.Finding;
import fairlead.health.Probe;
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
  public Finding look() {
    return Finding.well("It looked.");
  }
}
