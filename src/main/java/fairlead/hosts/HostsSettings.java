package fairlead.hosts;

import fairlead.settings.DataDirectory;
import fairlead.settings.PathText;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import fairlead.ssh.HostKeyPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of this package. */
@ApplicationScoped
public class HostsSettings {
  DataDirectory directory;

  @Setting(
      name = "fairlead.hosts.file",
      defaultsTo = "hosts.yaml",
      unit = "path",
      check = PathText.class)
  String file;

  @Setting(
      name = "fairlead.hosts.ec2-file",
      defaultsTo = "ec2.yaml",
      unit = "path",
      check = PathText.class)
  String ec2File;

  @Setting(name = "fairlead.hosts.host-key-policy", defaultsTo = "ask")
  HostKeyPolicy hostKeyPolicy;

  @Setting(name = "fairlead.hosts.probe", defaultsTo = "true")
  boolean probe;

  @Setting(name = "fairlead.hosts.probe-interval", defaultsTo = "PT1M", min = "PT1S", max = "P1D")
  Duration probeInterval;

  @Setting(name = "fairlead.hosts.probe-timeout", defaultsTo = "PT5S", min = "PT1S", max = "PT5M")
  Duration probeTimeout;

  @Setting(
      name = "fairlead.hosts.probe-concurrency",
      defaultsTo = "8",
      unit = "hosts",
      min = "1",
      max = "1000")
  int probeConcurrency;

  @Setting(name = "AWS_HOSTNAME", unit = "host name or address")
  Optional<String> environmentAddress;

  @Setting(name = "AWS_PORT", defaultsTo = "22", unit = "port")
  String environmentPort;

  @Setting(name = "AWS_USERNAME", unit = "account")
  Optional<String> environmentUser;

  @Setting(name = "AWS_KEY_PATH", defaultsTo = "aws.pem", unit = "path", check = PathText.class)
  String environmentKey;

  @Inject
  void read(Settings settings, DataDirectory where) {
    settings.fill(this);
    directory = where;
  }

  /** The base of relative paths. */
  Path directory() {
    return directory.path();
  }

  Path file() {
    return directory.resolve(file);
  }

  /** The file with the AWS accounts whose instances are listed. */
  public Path ec2File() {
    return directory.resolve(ec2File);
  }

  /** The policy for hosts that do not set one. */
  public HostKeyPolicy hostKeyPolicy() {
    return hostKeyPolicy;
  }

  /** Whether hosts are probed. */
  boolean probe() {
    return probe;
  }

  Duration probeInterval() {
    return probeInterval;
  }

  Duration probeTimeout() {
    return probeTimeout;
  }

  /** Most hosts that are probed at the same time. */
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
    return directory.resolve(environmentKey);
  }
}
