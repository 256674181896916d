package fairlead.hosts;

import fairlead.policy.Target;
import fairlead.ssh.Destination;
import java.util.Map;
import java.util.Objects;

/**
 * A machine that people may reach.
 *
 * @param destination how to reach it; its name is what people see, its user the configured account
 * @param labels for people to search by
 * @param source where it is listed, such as {@code hosts.yaml}
 */
public record Host(Destination destination, Map<String, String> labels, String source) {
  public Host {
    Objects.requireNonNull(destination);
    labels = Map.copyOf(labels);
    Objects.requireNonNull(source);
  }

  public String name() {
    return destination.name();
  }

  /** The host as the policy sees it, for the configured account. */
  public Target target() {
    String known = source.equals(Target.TYPED) ? destination.address() : name();
    return new Target(known, labels, source, destination.address(), destination.user());
  }
}
