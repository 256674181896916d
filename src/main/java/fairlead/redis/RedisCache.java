package fairlead.redis;

import java.time.Duration;
import java.util.Optional;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;

/** The cache that all servers of a cluster share. */
final class RedisCache implements Cache {
  private final Redis redis;

  RedisCache(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<String> get(String key) throws RedisUnavailable {
    return redis.call(client -> Optional.ofNullable(bucket(client, key).get()));
  }

  @Override
  public void put(String key, String value, Duration timeToLive) throws RedisUnavailable {
    redis.call(
        client -> {
          bucket(client, key).set(value, timeToLive);
          return null;
        });
  }

  @Override
  public boolean remove(String key) throws RedisUnavailable {
    return redis.call(client -> bucket(client, key).delete());
  }

  @Override
  public String kind() {
    return "redis";
  }

  private RBucket<String> bucket(RedissonClient client, String key) {
    return client.getBucket(redis.key("cache", key));
  }
}
