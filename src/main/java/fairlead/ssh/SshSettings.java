package fairlead.ssh;

import fairlead.settings.DataDirectory;
import fairlead.settings.PathText;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of SSH (docs/CONFIGURATION.md). */
@ApplicationScoped
public class SshSettings {
  @Setting(name = "fairlead.ssh.connect-timeout", defaultsTo = "PT10S", min = "PT1S", max = "PT5M")
  Duration connectTimeout;

  @Setting(name = "fairlead.ssh.banner-timeout", defaultsTo = "PT10S", min = "PT1S", max = "PT5M")
  Duration bannerTimeout;

  @Setting(name = "fairlead.ssh.exchange-timeout", defaultsTo = "PT15S", min = "PT1S", max = "PT5M")
  Duration exchangeTimeout;

  @Setting(
      name = "fairlead.ssh.authentication-timeout",
      defaultsTo = "PT60S",
      min = "PT1S",
      max = "PT10M")
  Duration authenticationTimeout;

  @Setting(name = "fairlead.ssh.channel-timeout", defaultsTo = "PT10S", min = "PT1S", max = "PT5M")
  Duration channelTimeout;

  @Setting(name = "fairlead.ssh.reply-timeout", defaultsTo = "PT30S", min = "PT1S", max = "PT10M")
  Duration replyTimeout;

  @Setting(
      name = "fairlead.ssh.keep-alive-interval",
      defaultsTo = "PT30S",
      min = "PT1S",
      max = "PT1H")
  Duration keepAliveInterval;

  @Setting(
      name = "fairlead.ssh.keep-alive-count",
      defaultsTo = "1",
      unit = "answers",
      min = "1",
      max = "100")
  int keepAliveCount;

  @Setting(
      name = "fairlead.ssh.window",
      defaultsTo = "262144",
      unit = "bytes",
      min = "32768",
      max = "16777216")
  int window;

  @Setting(
      name = "fairlead.ssh.gather",
      defaultsTo = "PT0.0003S",
      min = "PT0.00001S",
      max = "PT0.1S",
      orZero = true)
  Duration gather;

  @Setting(
      name = "fairlead.ssh.lookups",
      defaultsTo = "32",
      unit = "names",
      min = "1",
      max = "1000")
  int lookups;

  @Setting(name = "fairlead.ssh.lang", defaultsTo = "C.UTF-8")
  String lang;

  @Setting(
      name = "fairlead.ssh.known-hosts",
      defaultsTo = "known_hosts",
      unit = "path",
      check = PathText.class)
  String knownHosts;

  @Setting(name = "fairlead.ssh.user-ca", unit = "path", check = PathText.class)
  Optional<String> userAuthority;

  @Setting(
      name = "fairlead.ssh.certificate-validity",
      defaultsTo = "PT5M",
      min = "PT10S",
      max = "P1D")
  Duration certificateValidity;

  @Setting(
      name = "fairlead.ssh.certificate-source-address",
      unit = "addresses and networks, separated by commas",
      check = SourceAddressText.class)
  Optional<String> certificateSourceAddress;

  @Setting(name = "fairlead.ssh.agent-socket", unit = "path", check = PathText.class)
  Optional<String> agentSocket;

  @Setting(name = "SSH_AUTH_SOCK", unit = "path", check = PathText.class)
  Optional<String> inheritedAgentSocket;

  DataDirectory directory;

  @Inject
  void read(Settings settings, DataDirectory where) {
    settings.fill(this);
    directory = where;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public Duration bannerTimeout() {
    return bannerTimeout;
  }

  public Duration exchangeTimeout() {
    return exchangeTimeout;
  }

  public Duration authenticationTimeout() {
    return authenticationTimeout;
  }

  public Duration channelTimeout() {
    return channelTimeout;
  }

  /** Time within which an SFTP server must answer. */
  public Duration replyTimeout() {
    return replyTimeout;
  }

  public Duration keepAliveInterval() {
    return keepAliveInterval;
  }

  public int keepAliveCount() {
    return keepAliveCount;
  }

  public int window() {
    return window;
  }

  /** How long the next bytes of a flood gather before they are read. */
  public Duration gather() {
    return gather;
  }

  /** Most names that are looked up at the same time. */
  public int lookups() {
    return lookups;
  }

  public String lang() {
    return lang;
  }

  /** The known_hosts file; relative to the server's configuration directory. */
  public Path knownHosts() {
    return directory.resolve(knownHosts);
  }

  /** The private key that signs certificates for people, if there is one. */
  public Optional<Path> userAuthority() {
    return userAuthority.filter(text -> !text.isBlank()).map(text -> directory.resolve(text));
  }

  /** How long a person's certificate is valid for logging in; the shell may last longer. */
  public Duration certificateValidity() {
    return certificateValidity;
  }

  /**
   * The only addresses and networks from which it is valid, as in OpenSSH's {@code source-address}.
   */
  public Optional<String> certificateSourceAddress() {
    return certificateSourceAddress.filter(text -> !text.isBlank());
  }

  /** The socket of this server's ssh-agent, if it has one. */
  public Optional<Path> agentSocket() {
    return agentSocket
        .or(() -> inheritedAgentSocket)
        .filter(text -> !text.isBlank())
        .map(text -> directory.resolve(text));
  }
}
