package fairlead.redis;

import fairlead.settings.Consistent;
import fairlead.settings.PathText;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import fairlead.settings.WrongValue;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of this package (docs/CONFIGURATION.md). */
// A normal scope would put a proxy in front, which does not have the fields.
@Dependent
public class RedisSettings implements Consistent {
  /** The kind of deployment that the addresses name. */
  enum Mode {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  @Setting(
      name = "fairlead.redis.address",
      unit = "addresses, separated by commas",
      check = RedisAddress.class,
      secret = true)
  Optional<List<String>> address;

  @Setting(name = "fairlead.redis.mode", defaultsTo = "single")
  Mode mode;

  @Setting(name = "fairlead.redis.sentinel-master", defaultsTo = "mymaster")
  String sentinelMaster;

  @Setting(name = "fairlead.redis.username", unit = "account")
  Optional<String> username;

  @Setting(name = "fairlead.redis.password", secret = true)
  Optional<String> password;

  @Setting(name = "fairlead.redis.password-file", unit = "path", check = PathText.class)
  Optional<String> passwordFile;

  @Setting(
      name = "fairlead.redis.database",
      defaultsTo = "0",
      unit = "number",
      min = "0",
      max = "1000000")
  int database;

  @Setting(name = "fairlead.redis.prefix", defaultsTo = "fairlead")
  String prefix;

  @Setting(name = "fairlead.redis.trust-store", unit = "path", check = PathText.class)
  Optional<String> trustStore;

  @Setting(name = "fairlead.redis.trust-store-password", secret = true)
  Optional<String> trustStorePassword;

  @Setting(
      name = "fairlead.redis.connect-timeout",
      defaultsTo = "PT2S",
      min = "PT0.1S",
      max = "PT1M")
  Duration connectTimeout;

  @Setting(name = "fairlead.redis.timeout", defaultsTo = "PT1S", min = "PT0.1S", max = "PT1M")
  Duration timeout;

  @Setting(
      name = "fairlead.redis.retries",
      defaultsTo = "1",
      unit = "attempts",
      min = "0",
      max = "10")
  int retries;

  @Setting(
      name = "fairlead.redis.retry-delay",
      defaultsTo = "PT0.2S",
      min = "PT0.001S",
      max = "PT1M")
  Duration retryDelay;

  @Setting(
      name = "fairlead.redis.retry-delay-maximum",
      defaultsTo = "PT10S",
      min = "PT0.1S",
      max = "PT10M")
  Duration retryDelayMaximum;

  @Setting(
      name = "fairlead.redis.connections",
      defaultsTo = "8",
      unit = "connections",
      min = "1",
      max = "1000")
  int connections;

  @Setting(
      name = "fairlead.redis.subscription-connections",
      defaultsTo = "2",
      unit = "connections",
      min = "1",
      max = "100")
  int subscriptionConnections;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  List<String> addresses() {
    return address.orElse(List.of()).stream()
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** The prefix of every key of this installation. */
  String prefix() {
    return prefix;
  }

  /**
   * The password, from its file if one is set: a file can be mounted and changed, and does not
   * appear in a process list.
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

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    if (mode == Mode.SINGLE && addresses().size() > 1) {
      found.add("fairlead.redis.address: several addresses (expected: one, in the mode single)");
    }
    if (mode == Mode.CLUSTER && database != 0) {
      found.add(
          WrongValue.of(
              "fairlead.redis.database", String.valueOf(database), "0, in the mode cluster"));
    }
    if (retryDelay.compareTo(retryDelayMaximum) > 0) {
      found.add("fairlead.redis.retry-delay is longer than fairlead.redis.retry-delay-maximum");
    }
    unreadable("fairlead.redis.password-file", passwordFile).ifPresent(found::add);
    unreadable("fairlead.redis.trust-store", trustStore).ifPresent(found::add);
    return found;
  }

  private static Optional<String> unreadable(String name, Optional<String> file) {
    return file.filter(path -> !Files.isReadable(Path.of(path)))
        .map(path -> WrongValue.of(name, path, "a file that this server can read"));
  }
}
