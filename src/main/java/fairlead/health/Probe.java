package fairlead.health;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A check of this server. Every bean of this type runs on a timer, is measured, and is listed by
 * MicroProfile Health. Its annotations say what happens while it is down:
 *
 * <ul>
 *   <li>{@code @Liveness}: the server should be restarted;
 *   <li>{@code @Readiness}: load balancers send no new people to this server;
 *   <li>{@code @Readiness @Advisory}: nothing; it is only shown, measured and alerted on.
 * </ul>
 */
public abstract class Probe implements HealthCheck {
  @Inject HealthMonitor monitor;

  /** The name in the answer of {@code /health} and in metrics. */
  public abstract String name();

  /** Checks now. Called by one thread at a time; may take seconds. An exception counts as down. */
  public abstract ProbeResult look();

  /** Whether one differing result changes the state, instead of several in a row. */
  public boolean turnsAtOnce() {
    return false;
  }

  @Override
  public HealthCheckResponse call() {
    return monitor.answer(name());
  }
}
