package fairlead.hosts;

import fairlead.health.Probe;
import fairlead.health.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while there is a hosts file that was never usable. A file that broke later is only named:
 * the hosts read before still serve.
 */
@Readiness
@ApplicationScoped
public class HostsFileProbe extends Probe {
  @Inject HostsFile file;

  @Override
  public String name() {
    return "hosts-file";
  }

  @Override
  public ProbeResult look() {
    return new ProbeResult(file.usable(), file.problem().orElse(""));
  }
}
