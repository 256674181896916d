package fairlead.terminal;

import fairlead.health.Probe;
import fairlead.health.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while this server has its maximum number of terminals, so that new people are sent to other
 * servers.
 */
@Readiness
@ApplicationScoped
public class CapacityProbe extends Probe {
  private Terminals terminals;
  private TerminalSettings settings;

  /** For the CDI container. */
  protected CapacityProbe() {}

  @Inject
  CapacityProbe(Terminals terminals, TerminalSettings settings) {
    this.terminals = terminals;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "capacity";
  }

  @Override
  public ProbeResult look() {
    int count = terminals.count();
    return count < settings.overall()
        ? ProbeResult.well()
        : ProbeResult.down("All " + settings.overall() + " terminals are in use.");
  }
}
