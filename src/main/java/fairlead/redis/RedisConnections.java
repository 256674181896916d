package fairlead.redis;

import java.net.MalformedURLException;
import java.nio.file.Path;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SslVerificationMode;
import org.redisson.config.SubscriptionMode;

/** Turns the settings into a configuration for Redisson. */
final class RedisConnections {

  /** For Redisson's own callbacks and clean-ups; commands run on the event loops. */
  private static final int THREADS = 2;

  private final RedisSettings settings;

  RedisConnections(RedisSettings settings) {
    this.settings = settings;
  }

  /**
   * The configuration; does not connect.
   *
   * @throws IllegalArgumentException for a setting that cannot be used
   */
  Config config() {
    Config config = new Config();
    // Redisson's default codec would deserialize any class that the data in Redis names.
    config.setCodec(StringCodec.INSTANCE);
    config.setReferenceEnabled(false);
    config.setLazyInitialization(true);
    config.setThreads(THREADS);
    config.setNettyThreads(THREADS);
    config.setSslVerificationMode(SslVerificationMode.STRICT);
    settings.username.ifPresent(config::setUsername);
    settings.secret().ifPresent(config::setPassword);
    settings.trustStore.ifPresent(file -> trust(config, file));
    String[] addresses = addresses();
    switch (settings.mode) {
      case SINGLE -> single(config, addresses);
      case SENTINEL -> {
        servers(config.useSentinelServers().addSentinelAddress(addresses))
            .setMasterName(settings.sentinelMaster)
            // One Sentinel that answers is enough to find the master.
            .setCheckSentinelsList(false)
            .setDatabase(settings.database);
      }
      case CLUSTER -> servers(config.useClusterServers().addNodeAddress(addresses));
    }
    return config;
  }

  private void single(Config config, String... addresses) {
    SingleServerConfig server = common(config.useSingleServer());
    server
        .setAddress(addresses[0])
        .setDatabase(settings.database)
        .setConnectionPoolSize(settings.connections)
        .setConnectionMinimumIdleSize(settings.connections)
        .setSubscriptionConnectionPoolSize(settings.subscriptionConnections)
        .setSubscriptionConnectionMinimumIdleSize(0);
  }

  private <T extends BaseMasterSlaveServersConfig<T>> T servers(T servers) {
    return common(servers)
        // Replicas lag, and a server must read what another one has just written.
        .setReadMode(ReadMode.MASTER)
        .setSubscriptionMode(SubscriptionMode.MASTER)
        .setMasterConnectionPoolSize(settings.connections)
        .setMasterConnectionMinimumIdleSize(settings.connections)
        .setSubscriptionConnectionPoolSize(settings.subscriptionConnections)
        .setSubscriptionConnectionMinimumIdleSize(0);
  }

  private <T extends BaseConfig<T>> T common(T servers) {
    return servers
        .setClientName("fairlead")
        .setConnectTimeout((int) settings.connectTimeout.toMillis())
        .setTimeout((int) settings.timeout.toMillis())
        .setRetryAttempts(settings.retries)
        .setRetryDelay(new EqualJitterDelay(settings.retryDelay, settings.retryDelayMaximum))
        .setReconnectionDelay(
            new EqualJitterDelay(settings.retryDelay, settings.retryDelayMaximum));
  }

  private String[] addresses() {
    return settings.addresses().toArray(String[]::new);
  }

  private void trust(Config config, String file) {
    try {
      config.setSslTruststore(Path.of(file).toUri().toURL());
      settings.trustStorePassword.ifPresent(config::setSslTruststorePassword);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "fairlead.redis.trust-store: " + file + " (expected: a file)", e);
    }
  }
}
