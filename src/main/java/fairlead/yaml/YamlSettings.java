package fairlead.yaml;

import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The settings of all files that people write. */
@ApplicationScoped
public class YamlSettings {
  @Setting(name = "fairlead.yaml.check-interval", defaultsTo = "PT1S", min = "PT0.1S", max = "PT1M")
  Duration checkInterval;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  /** Minimum time between two checks whether a file has changed. */
  public Duration checkInterval() {
    return checkInterval;
  }
}
