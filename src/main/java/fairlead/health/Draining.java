package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.Readiness;

/** Whether this server is being taken out of service, which cannot be undone. */
@Default // besides the qualifier: others than health ask for it
@Readiness
@ApplicationScoped
public class Draining extends Probe {
  private final AtomicBoolean begun = new AtomicBoolean();

  @Override
  public String name() {
    return "draining";
  }

  @Override
  public ProbeResult look() {
    return begun()
        ? ProbeResult.down("This server is being taken out of service.")
        : ProbeResult.well();
  }

  @Override
  public boolean turnsAtOnce() {
    return true;
  }

  /** Makes this server not ready. Does nothing when called again. */
  public void begin() {
    if (begun.compareAndSet(false, true)) {
      monitor.lookNow(name());
    }
  }

  public boolean begun() {
    return begun.get();
  }
}
