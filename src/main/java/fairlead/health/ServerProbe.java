package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.Liveness;

/**
 * The server itself, of which a restart would be the only cure: threads that wait for each other.
 */
@Liveness
@ApplicationScoped
public class ServerProbe extends Probe {
  @Override
  public String name() {
    return "server";
  }

  @Override
  public ProbeResult look() {
    long[] locked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    return locked == null
        ? ProbeResult.well()
        : ProbeResult.down(locked.length + " threads are deadlocked.");
  }
}
