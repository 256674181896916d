package fairlead.access;

import fairlead.settings.Consistent;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long logins last, and how many there may be. */
@ApplicationScoped
public class LoginSettings implements Consistent {
  // The server reads these two as well, so they use its format for durations.
  @Setting(
      name = "fairlead.login.lifetime",
      defaultsTo = "12h",
      unit = "duration as the server writes it",
      check = ServerDurationText.Minutes.class)
  String lifetime;

  @Setting(
      name = "fairlead.login.idle",
      defaultsTo = "30m",
      unit = "duration as the server writes it",
      check = ServerDurationText.Seconds.class)
  String idle;

  @Setting(name = "fairlead.login.warning", defaultsTo = "PT2M", min = "PT1S", max = "PT1H")
  Duration warning;

  @Setting(
      name = "fairlead.login.per-person",
      defaultsTo = "20",
      unit = "logins",
      min = "1",
      max = "10000")
  int perPerson;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  Duration lifetime() {
    return ServerDuration.parse("fairlead.login.lifetime", lifetime, Duration.ofMinutes(1));
  }

  Duration idle() {
    return ServerDuration.parse("fairlead.login.idle", idle, Duration.ofSeconds(1));
  }

  /** How long before a login ends the person is warned. */
  Duration warning() {
    return warning;
  }

  /** Maximum number of logins per person; one more ends the least recently used. */
  int perPerson() {
    return perPerson;
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    if (warning.compareTo(lifetime()) >= 0) {
      found.add("fairlead.login.warning is not shorter than fairlead.login.lifetime");
    }
    if (warning.compareTo(idle()) >= 0) {
      found.add("fairlead.login.warning is not shorter than fairlead.login.idle");
    }
    return found;
  }
}
