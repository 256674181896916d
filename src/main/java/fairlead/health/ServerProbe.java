package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.Liveness;

/** Checks the server for deadlocked threads, which only a restart can resolve. */
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
