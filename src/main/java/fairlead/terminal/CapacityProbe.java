package fairlead.terminal;

import fairlead.health.Finding;
import fairlead.health.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/** Down while this server has as many terminals as it takes: new people go elsewhere. */
@Readiness
@ApplicationScoped
public class CapacityProbe extends Probe {
  @Inject Terminals terminals;
  @Inject TerminalSettings settings;

  @Override
  public String name() {
    return "capacity";
  }

  @Override
  public Finding look() {
    int count = terminals.count();
    return count < settings.overall()
        ? Finding.well()
        : Finding.down("All " + settings.overall() + " terminals are in use.");
  }
}
