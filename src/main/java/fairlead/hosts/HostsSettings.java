package fairlead.hosts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of this package. */
@ApplicationScoped
public class HostsSettings {
  @Inject
  @ConfigProperty(name = "fairlead.directory", defaultValue = ".")
  String directory;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.file", defaultValue = "hosts.yaml")
  String file;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.host-key-policy", defaultValue = "ask")
  String hostKeyPolicy;

  @Inject
  @ConfigProperty(name = "AWS_HOSTNAME")
  Optional<String> environmentAddress;

  @Inject
  @ConfigProperty(name = "AWS_PORT", defaultValue = "22")
  String environmentPort;

  @Inject
  @ConfigProperty(name = "AWS_USERNAME")
  Optional<String> environmentUser;

  @Inject
  @ConfigProperty(name = "AWS_KEY_PATH", defaultValue = "aws.pem")
  String environmentKey;

  /** The defaults, without a container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static HostsSettings defaults(Path directory) {
    HostsSettings settings = new HostsSettings();
    settings.directory = directory.toString();
    settings.file = "hosts.yaml";
    settings.hostKeyPolicy = "ask";
    settings.environmentAddress = Optional.empty();
    settings.environmentPort = "22";
    settings.environmentUser = Optional.empty();
    settings.environmentKey = "aws.pem";
    return settings;
  }

  /** Where relative paths begin. */
  Path directory() {
    return Path.of(directory);
  }

  Path file() {
    return directory().resolve(file);
  }

  /** For hosts that do not say it themselves: {@code strict}, {@code ask} or {@code accept-new}. */
  String hostKeyPolicy() {
    return hostKeyPolicy;
  }

  Optional<String> environmentAddress() {
    return environmentAddress.filter(text -> !text.isBlank());
  }

  String environmentPort() {
    return environmentPort;
  }

  Optional<String> environmentUser() {
    return environmentUser.filter(text -> !text.isBlank());
  }

  Path environmentKey() {
    return directory().resolve(environmentKey);
  }
}
