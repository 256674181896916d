package fairlead.health;

import fairlead.settings.BasePath;
import fairlead.settings.Consistent;
import fairlead.settings.DataDirectory;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import fairlead.settings.WebAddress;
import fairlead.settings.WrongValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of this package (docs/CONFIGURATION.md). */
@ApplicationScoped
public class HealthSettings implements Consistent {
  private static final Duration TICK = Duration.ofSeconds(5);

  @Setting(name = "fairlead.health.interval", defaultsTo = "PT5S", min = "PT0.1S", max = "PT5M")
  Duration interval;

  @Setting(
      name = "fairlead.health.turns",
      defaultsTo = "3",
      unit = "findings",
      min = "1",
      max = "100")
  int turns;

  @Setting(name = "fairlead.health.stale", defaultsTo = "PT1M", min = "PT1S", max = "PT1H")
  Duration stale;

  @Setting(
      name = "fairlead.health.disk-minimum",
      defaultsTo = "67108864",
      unit = "bytes",
      min = "0",
      max = "1099511627776")
  long diskMinimum;

  @Setting(name = "fairlead.health.timer-interval", defaultsTo = "PT1M", min = "PT5S", max = "PT1H")
  Duration timerInterval;

  @Setting(name = "fairlead.health.timer-timeout", defaultsTo = "PT5S", min = "PT1S", max = "PT1M")
  Duration timerTimeout;

  @Setting(name = "fairlead.health.url", unit = "URL", check = WebAddress.class)
  Optional<String> url;

  @Setting(
      name = "fairlead.http.port",
      defaultsTo = "9080",
      unit = "port",
      min = "1",
      max = "65535")
  int port;

  @Setting(name = "fairlead.base-path", unit = "path", check = BasePath.class)
  Optional<String> basePath;

  DataDirectory directory;

  @Inject
  void read(Settings settings, DataDirectory where) {
    settings.fill(this);
    directory = where;
  }

  /** The time between two runs of a probe. */
  Duration interval() {
    return interval;
  }

  int turns() {
    return turns;
  }

  Duration stale() {
    return stale;
  }

  /** Bytes that must be free on the file system of {@link #directory()}. */
  long diskMinimum() {
    return diskMinimum;
  }

  Duration timerInterval() {
    return timerInterval;
  }

  Duration timerTimeout() {
    return timerTimeout;
  }

  /** The URL at which this server calls its own health check. */
  URI url() {
    return URI.create(
        url.orElse("http://localhost:" + port + basePath.orElse("") + "/health-check/"));
  }

  Path directory() {
    return directory.path();
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    if (timerInterval.toMillis() % TICK.toMillis() != 0) {
      found.add(
          WrongValue.of(
              "fairlead.health.timer-interval", timerInterval.toString(), "multiples of PT5S"));
    }
    if (interval.compareTo(stale) >= 0) {
      found.add("fairlead.health.stale is not longer than fairlead.health.interval");
    }
    if (timerTimeout.compareTo(timerInterval) > 0) {
      found.add("fairlead.health.timer-timeout is longer than fairlead.health.timer-interval");
    }
    return found;
  }
}
