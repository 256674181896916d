package fairlead.hosts;

import fairlead.ssh.ServerPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
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
  @ConfigProperty(name = "fairlead.hosts.probe", defaultValue = "true")
  boolean probe;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.probe-interval", defaultValue = "PT1M")
  Duration probeInterval;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.probe-timeout", defaultValue = "PT5S")
  Duration probeTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.hosts.probe-concurrency", defaultValue = "8")
  int probeConcurrency;

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
    settings.probe = true;
    settings.probeInterval = Duration.ofMinutes(1);
    settings.probeTimeout = Duration.ofSeconds(5);
    settings.probeConcurrency = 8;
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
    return ServerPath.of(directory(), file);
  }

  /** For hosts that do not say it themselves: {@code strict}, {@code ask} or {@code accept-new}. */
  String hostKeyPolicy() {
    return hostKeyPolicy;
  }

  /** Whether hosts are asked if they answer. */
  boolean probe() {
    return probe;
  }

  Duration probeInterval() {
    return probeInterval;
  }

  Duration probeTimeout() {
    return probeTimeout;
  }

  /** Hosts that are asked at once. */
  int probeConcurrency() {
    return probeConcurrency;
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
    return ServerPath.of(directory(), environmentKey);
  }
}
