package fairlead.ssh;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What of SSH can be set (docs/CONFIGURATION.md). */
@ApplicationScoped
public class SshSettings {
  @Inject
  @ConfigProperty(name = "fairlead.ssh.connect-timeout", defaultValue = "PT10S")
  Duration connectTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.banner-timeout", defaultValue = "PT10S")
  Duration bannerTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.exchange-timeout", defaultValue = "PT15S")
  Duration exchangeTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.authentication-timeout", defaultValue = "PT60S")
  Duration authenticationTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.channel-timeout", defaultValue = "PT10S")
  Duration channelTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.keep-alive-interval", defaultValue = "PT30S")
  Duration keepAliveInterval;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.keep-alive-count", defaultValue = "1")
  int keepAliveCount;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.window", defaultValue = "262144")
  int window;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.gather", defaultValue = "PT0.0003S")
  Duration gather;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.lookups", defaultValue = "32")
  int lookups;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.lang", defaultValue = "C.UTF-8")
  String lang;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.known-hosts", defaultValue = "known_hosts")
  String knownHosts;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.user-ca")
  Optional<String> userAuthority;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.certificate-validity", defaultValue = "PT5M")
  Duration certificateValidity;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.certificate-source-address")
  Optional<String> certificateSourceAddress;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.agent-socket")
  Optional<String> agentSocket;

  @Inject
  @ConfigProperty(name = "SSH_AUTH_SOCK")
  Optional<String> inheritedAgentSocket;

  @Inject
  @ConfigProperty(name = "fairlead.directory", defaultValue = ".")
  String directory;

  /** The defaults, without a container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static SshSettings defaults(Path directory) {
    SshSettings settings = new SshSettings();
    settings.connectTimeout = Duration.ofSeconds(10);
    settings.bannerTimeout = Duration.ofSeconds(10);
    settings.exchangeTimeout = Duration.ofSeconds(15);
    settings.authenticationTimeout = Duration.ofSeconds(60);
    settings.channelTimeout = Duration.ofSeconds(10);
    settings.keepAliveInterval = Duration.ofSeconds(30);
    settings.keepAliveCount = 1;
    settings.window = 256 * 1024;
    settings.gather = Duration.ofNanos(300_000);
    settings.lookups = 32;
    settings.lang = "C.UTF-8";
    settings.knownHosts = "known_hosts";
    settings.userAuthority = Optional.empty();
    settings.certificateValidity = Duration.ofMinutes(5);
    settings.certificateSourceAddress = Optional.empty();
    settings.agentSocket = Optional.empty();
    settings.inheritedAgentSocket = Optional.empty();
    settings.directory = directory.toString();
    return settings;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration bannerTimeout() {
    return bannerTimeout;
  }

  Duration exchangeTimeout() {
    return exchangeTimeout;
  }

  Duration authenticationTimeout() {
    return authenticationTimeout;
  }

  Duration channelTimeout() {
    return channelTimeout;
  }

  Duration keepAliveInterval() {
    return keepAliveInterval;
  }

  int keepAliveCount() {
    return keepAliveCount;
  }

  int window() {
    return window;
  }

  /** How long the next bytes of a flood gather before they are read. */
  Duration gather() {
    return gather;
  }

  /** Names that are looked up at once. */
  int lookups() {
    return lookups;
  }

  String lang() {
    return lang;
  }

  /** The known_hosts file; relative to the server's configuration directory. */
  Path knownHosts() {
    return ServerPath.of(Path.of(directory), knownHosts);
  }

  /** The private key that signs certificates for people, if there is one. */
  Optional<Path> userAuthority() {
    return userAuthority
        .filter(text -> !text.isBlank())
        .map(text -> ServerPath.of(Path.of(directory), text));
  }

  /** How long a certificate for a person lets in; the shell may last longer. */
  Duration certificateValidity() {
    return certificateValidity;
  }

  /** Addresses and networks from which alone it does, as in sshd's {@code source-address}. */
  Optional<String> certificateSourceAddress() {
    return certificateSourceAddress.filter(text -> !text.isBlank());
  }

  /** The socket of this server's ssh-agent, if it has one. */
  Optional<Path> agentSocket() {
    return agentSocket
        .or(() -> inheritedAgentSocket)
        .filter(text -> !text.isBlank())
        .map(text -> ServerPath.of(Path.of(directory), text));
  }
}
