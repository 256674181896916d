package fairlead.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.settings.SettingsProbe;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SslVerificationMode;

class RedisConnectionsTest {
  private final RedisSettings settings = Defaults.of(new RedisSettings());

  private Config config(String... addresses) {
    settings.address = Optional.of(List.of(addresses));
    return new RedisConnections(settings).config();
  }

  @Test
  void theDefaultsAreSmallLazyAndBuildNoObjects() {
    Config config = config("redis://cache:6380");
    SingleServerConfig server = config.useSingleServer();
    assertSame(StringCodec.INSTANCE, config.getCodec());
    assertFalse(config.isReferenceEnabled());
    assertTrue(config.isLazyInitialization());
    assertEquals("redis://cache:6380", server.getAddress());
    assertEquals(8, server.getConnectionPoolSize());
    assertEquals(8, server.getConnectionMinimumIdleSize());
    assertEquals(2, server.getSubscriptionConnectionPoolSize());
    assertEquals(0, server.getSubscriptionConnectionMinimumIdleSize());
    assertEquals(2000, server.getConnectTimeout());
    assertEquals(1000, server.getTimeout());
    assertEquals(1, server.getRetryAttempts());
  }

  @Test
  void tlsAlwaysLooksAtTheNameInTheCertificate() {
    assertEquals(
        SslVerificationMode.STRICT, config("rediss://cache:6380").getSslVerificationMode());
  }

  @Test
  void waitsBetweenAttemptsGrowAndNeverPassTheirMaximum() {
    settings.retryDelay = Duration.ofMillis(100);
    settings.retryDelayMaximum = Duration.ofSeconds(3);
    SingleServerConfig server = config("redis://cache:6380").useSingleServer();
    for (int attempt = 0; attempt < 20; attempt++) {
      Duration wait = server.getReconnectionDelay().calcDelay(attempt);
      assertTrue(wait.toMillis() >= 50 && wait.toMillis() <= 3000, attempt + ": " + wait);
    }
  }

  @Test
  void severalAddressesAreSentinelsOrNodesOfACluster() throws Exception {
    settings.mode = RedisSettings.Mode.SENTINEL;
    settings.sentinelMaster = "main";
    SentinelServersConfig sentinels = config("redis://a:1", " redis://b:2").useSentinelServers();
    assertEquals(
        Set.of("redis://a:1", "redis://b:2"), Set.copyOf(sentinels.getSentinelAddresses()));
    assertEquals("main", sentinels.getMasterName());
    settings.mode = RedisSettings.Mode.CLUSTER;
    ClusterServersConfig nodes = config("redis://a:1", "redis://b:2").useClusterServers();
    assertEquals(Set.of("redis://a:1", "redis://b:2"), Set.copyOf(nodes.getNodeAddresses()));
    assertEquals(8, nodes.getMasterConnectionPoolSize());
    assertEquals(ReadMode.MASTER, nodes.getReadMode());
  }

  @Test
  void thePasswordComesFromItsFileWhereThereIsOne(@TempDir Path directory) throws Exception {
    settings.password = Optional.of("from the environment");
    assertEquals("from the environment", config("redis://a:1").getPassword());
    Path file = Files.writeString(directory.resolve("secret"), "from the file\n");
    settings.passwordFile = Optional.of(file.toString());
    assertEquals("from the file", config("redis://a:1").getPassword());
    settings.passwordFile = Optional.of(directory.resolve("none").toString());
    assertThrows(IllegalArgumentException.class, () -> config("redis://a:1"));
  }

  @Test
  void aWrongSettingIsSaidInASentenceAndAPasswordInAnAddressIsNotRepeated() {
    assertTrue(problem("fairlead.redis.address", "cache:6379").contains("redis://host:port"));
    assertFalse(
        problem("fairlead.redis.address", "redis://user:hunter2@cache:6379").contains("hunter2"));
    settings.address = Optional.of(List.of("redis://a:1", "redis://b:2"));
    assertTrue(settings.contradictions().get(0).contains("one, in the mode single"));
    assertTrue(problem("fairlead.redis.mode", "master").contains("single, sentinel, cluster"));
  }

  private String problem(String name, String value) {
    return SettingsProbe.problem(RedisSettings.class, name, value);
  }

  @Test
  void noAddressIsNoRedis() {
    settings.address = Optional.of(List.of("", " "));
    assertEquals(List.of(), settings.addresses());
    assertFalse(new Redis(settings, OpenTelemetry.noop()).configured());
  }
}
