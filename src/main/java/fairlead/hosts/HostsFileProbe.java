package fairlead.hosts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while there is a hosts file that was never usable. A file that broke later is only
 * named: the hosts read before still serve.
 */
@Readiness
@ApplicationScoped
public class HostsFileHealth implements HealthCheck {
  @Inject HostsFile file;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("hosts-file").status(file.usable());
    file.problem().ifPresent(problem -> response.withData("problem", problem));
    return response.build();
  }
}
