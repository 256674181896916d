package fairlead.redis;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of this package (docs/CONFIGURATION.md). */
// Not behind a proxy, which would have no fields.
@Dependent
public class RedisSettings {
  @Inject
  @ConfigProperty(name = "fairlead.redis.address")
  Optional<List<String>> address;

  @Inject
  @ConfigProperty(name = "fairlead.redis.mode", defaultValue = "single")
  String mode;

  @Inject
  @ConfigProperty(name = "fairlead.redis.sentinel-master", defaultValue = "mymaster")
  String sentinelMaster;

  @Inject
  @ConfigProperty(name = "fairlead.redis.username")
  Optional<String> username;

  @Inject
  @ConfigProperty(name = "fairlead.redis.password")
  Optional<String> password;

  @Inject
  @ConfigProperty(name = "fairlead.redis.password-file")
  Optional<String> passwordFile;

  @Inject
  @ConfigProperty(name = "fairlead.redis.database", defaultValue = "0")
  int database;

  @Inject
  @ConfigProperty(name = "fairlead.redis.prefix", defaultValue = "fairlead")
  String prefix;

  @Inject
  @ConfigProperty(name = "fairlead.redis.trust-store")
  Optional<String> trustStore;

  @Inject
  @ConfigProperty(name = "fairlead.redis.trust-store-password")
  Optional<String> trustStorePassword;

  @Inject
  @ConfigProperty(name = "fairlead.redis.connect-timeout", defaultValue = "PT2S")
  Duration connectTimeout;

  @Inject
  @ConfigProperty(name = "fairlead.redis.timeout", defaultValue = "PT1S")
  Duration timeout;

  @Inject
  @ConfigProperty(name = "fairlead.redis.retries", defaultValue = "1")
  int retries;

  @Inject
  @ConfigProperty(name = "fairlead.redis.retry-delay", defaultValue = "PT0.2S")
  Duration retryDelay;

  @Inject
  @ConfigProperty(name = "fairlead.redis.retry-delay-maximum", defaultValue = "PT10S")
  Duration retryDelayMaximum;

  @Inject
  @ConfigProperty(name = "fairlead.redis.connections", defaultValue = "8")
  int connections;

  @Inject
  @ConfigProperty(name = "fairlead.redis.subscription-connections", defaultValue = "2")
  int subscriptionConnections;

  /** The defaults, without a container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static RedisSettings defaults() {
    RedisSettings settings = new RedisSettings();
    settings.address = Optional.empty();
    settings.mode = "single";
    settings.sentinelMaster = "mymaster";
    settings.username = Optional.empty();
    settings.password = Optional.empty();
    settings.passwordFile = Optional.empty();
    settings.database = 0;
    settings.prefix = "fairlead";
    settings.trustStore = Optional.empty();
    settings.trustStorePassword = Optional.empty();
    settings.connectTimeout = Duration.ofSeconds(2);
    settings.timeout = Duration.ofSeconds(1);
    settings.retries = 1;
    settings.retryDelay = Duration.ofMillis(200);
    settings.retryDelayMaximum = Duration.ofSeconds(10);
    settings.connections = 8;
    settings.subscriptionConnections = 2;
    return settings;
  }

  List<String> addresses() {
    return address.orElse(List.of()).stream()
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** What every key of this installation begins with. */
  String prefix() {
    return prefix;
  }

  /**
   * The password, from its file where one is named: a file can be mounted and changed, and is in no
   * process list.
   */
  Optional<String> secret() {
    if (passwordFile.isEmpty()) {
      return password.filter(text -> !text.isEmpty());
    }
    try {
      return Optional.of(Files.readString(Path.of(passwordFile.get())).strip());
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "fairlead.redis.password-file: cannot be read (expected: a file with one line)",
          unreadable);
    }
  }
}
