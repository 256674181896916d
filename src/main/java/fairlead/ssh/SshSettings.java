package fairlead.ssh;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
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
  @ConfigProperty(name = "fairlead.ssh.keep-alive-interval", defaultValue = "PT15S")
  Duration keepAliveInterval;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.keep-alive-count", defaultValue = "3")
  int keepAliveCount;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.window", defaultValue = "131072")
  int window;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.lang", defaultValue = "C.UTF-8")
  String lang;

  @Inject
  @ConfigProperty(name = "fairlead.ssh.known-hosts", defaultValue = "known_hosts")
  String knownHosts;

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
    settings.keepAliveInterval = Duration.ofSeconds(15);
    settings.keepAliveCount = 3;
    settings.window = 128 * 1024;
    settings.lang = "C.UTF-8";
    settings.knownHosts = "known_hosts";
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

  String lang() {
    return lang;
  }

  /** The known_hosts file; relative to the server's configuration directory. */
  Path knownHosts() {
    return Path.of(directory).resolve(knownHosts);
  }
}
