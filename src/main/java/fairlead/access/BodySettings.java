package fairlead.access;

import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Limits for the bodies of requests. */
@ApplicationScoped
public class BodySettings {
  @Setting(
      name = "fairlead.access.body-size",
      defaultsTo = "65536",
      unit = "bytes",
      min = "16384",
      max = "16777216")
  int bodySize;

  @Setting(name = "fairlead.access.body-timeout", defaultsTo = "PT10S", min = "PT1S", max = "PT5M")
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

  /** Maximum size of a body, in bytes; slices of uploads have their own limit. */
  int bodySize() {
    return bodySize;
  }

  /** How long a body may take to arrive. */
  Duration bodyTimeout() {
    return bodyTimeout;
  }

  /**
   * Maximum number of bodies being received at once, per person or, before the sign-in, per
   * address.
   */
  int bodies() {
    return bodies;
  }
}
