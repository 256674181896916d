package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of this package (docs/CONFIGURATION.md). */
@ApplicationScoped
public class HealthSettings {
  @Inject
  @ConfigProperty(name = "fairlead.health.interval", defaultValue = "PT5S")
  Duration interval;

  @Inject
  @ConfigProperty(name = "fairlead.health.turns", defaultValue = "3")
  int turns;

  @Inject
  @ConfigProperty(name = "fairlead.health.stale", defaultValue = "PT1M")
  Duration stale;

  @Inject
  @ConfigProperty(name = "fairlead.health.disk-minimum", defaultValue = "67108864")
  long diskMinimum;

  @Inject
  @ConfigProperty(name = "fairlead.health.timer-interval", defaultValue = "PT1M")
  Duration timerInterval;

  @Inject
  @ConfigProperty(name = "fairlead.health.timer-timeout", defaultValue = "PT5S")
  Duration timerTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.health.url")
  Optional<String> url;

  @Inject
  @ConfigProperty(name = "fairlead.http.port", defaultValue = "9080")
  int port;

  @Inject
  @ConfigProperty(name = "fairlead.directory", defaultValue = ".")
  String directory;

  /** Between two looks of a probe. */
  Duration interval() {
    return interval;
  }

  int turns() {
    return turns;
  }

  Duration stale() {
    return stale;
  }

  /** Bytes that must be free where {@link #directory()} is. */
  long diskMinimum() {
    return diskMinimum;
  }

  Duration timerInterval() {
    return timerInterval;
  }

  Duration timerTimeout() {
    return timerTimeout;
  }

  /** Where this server reaches itself. */
  URI url() {
    return URI.create(url.orElse("http://localhost:" + port + "/health-check/"));
  }

  Path directory() {
    return Path.of(directory);
  }
}
