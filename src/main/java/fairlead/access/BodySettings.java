package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a request may bring. */
@ApplicationScoped
public class BodySettings {
  @Inject
  @ConfigProperty(name = "fairlead.access.body-size", defaultValue = "65536")
  int bodySize;

  @Inject
  @ConfigProperty(name = "fairlead.access.body-timeout", defaultValue = "PT10S")
  Duration bodyTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.access.bodies", defaultValue = "32")
  int bodies;

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
