package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once every {@link Probe} has run. */
@Startup
@ApplicationScoped
public class Started implements HealthCheck {
  private HealthMonitor monitor;

  /** For the CDI container. */
  protected Started() {}

  @Inject
  Started(HealthMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("started").status(monitor.complete()).build();
  }
}
