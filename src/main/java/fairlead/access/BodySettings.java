package fairlead.access;

import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** What a request may bring. */
@ApplicationScoped
public class BodySettings {
  @Setting(
      name = "fairlead.access.body-size",
      defaultsTo = "65536",
      unit = "bytes",
      min = "1024",
      max = "16777216")
  int bodySize;

  @Setting(
      name = "fairlead.access.body-timeout",
      defaultsTo = "PT10S",
      min = "PT0.1S",
      max = "PT5M")
  Duration bodyTimeout;

  @Setting(
      name = "fairlead.access.bodies",
      defaultsTo = "32",
      unit = "requests",
      min = "1",
      max = "10000")
  int bodies;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  /** Bytes of a body, at most; slices of uploads have a limit of their own. */
  int bodySize() {
    return bodySize;
  }

  /** How long a body may take to arrive. */
  Duration bodyTimeout() {
    return bodyTimeout;
  }

  /** Bodies of one person, or of one address before the sign-in, that may be awaited at once. */
  int bodies() {
    return bodies;
  }
}
