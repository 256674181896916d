package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long logins last, and how many there may be. */
@ApplicationScoped
public class LoginSettings {
  // The server reads these two as well, in its own way of writing.
  @Inject
  @ConfigProperty(name = "fairlead.login.lifetime", defaultValue = "12h")
  String lifetime;

  @Inject
  @ConfigProperty(name = "fairlead.login.idle", defaultValue = "30m")
  String idle;

  @Inject
  @ConfigProperty(name = "fairlead.login.warning", defaultValue = "PT2M")
  Duration warning;

  @Inject
  @ConfigProperty(name = "fairlead.login.per-person", defaultValue = "20")
  int perPerson;

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

  /** Logins of one person; one more ends the longest unused. */
  int perPerson() {
    return perPerson;
  }
}
