package fairlead.hosts;

import fairlead.health.Probe;
import fairlead.health.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while a hosts file exists that was never usable. If it breaks later, the probe only says so:
 * the hosts read before stay in use.
 */
@Readiness
@ApplicationScoped
public class HostsFileProbe extends Probe {
  private HostsFile file;

  /** For the CDI container. */
  protected HostsFileProbe() {}

  @Inject
  HostsFileProbe(HostsFile file) {
    this.file = file;
  }

  @Override
  public String name() {
    return "hosts-file";
  }

  @Override
  public ProbeResult look() {
    return new ProbeResult(file.usable(), file.problem().orElse(""));
  }
}
