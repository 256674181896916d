package fairlead.health;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A check of this server. Every bean of this type is asked on a timer, measured, and listed by
 * MicroProfile Health; its annotations say what it does when it is down:
 *
 * <ul>
 *   <li>{@code @Liveness}: the server should be restarted;
 *   <li>{@code @Readiness}: nobody new is sent to this server;
 *   <li>{@code @Readiness @Advisory}: nothing, it is only shown, measured and alerted on.
 * </ul>
 */
public abstract class Probe implements HealthCheck {
  @Inject HealthMonitor monitor;

  /** The name in the answer of {@code /health} and in metrics. */
  public abstract String name();

  /**
   * Looks now. Called by one thread at a time, may take seconds; what it throws is a problem too.
   */
  public abstract ProbeResult look();

  /** Whether the first finding that differs counts, instead of several in a row. */
  public boolean turnsAtOnce() {
    return false;
  }

  @Override
  public HealthCheckResponse call() {
    return monitor.answer(name());
  }
}
