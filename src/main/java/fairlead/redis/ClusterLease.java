package fairlead.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.redisson.api.RAtomicLong;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;

/**
 * Lets one of all servers do what is due on each of them at the same time. Without Redis every
 * server is its own cluster, and so it is while Redis is away.
 */
@ApplicationScoped
public class ClusterLease {
  /** Every key ends by itself: a count is gone this long after the last turn. */
  private static final Duration COUNT_KEPT = Duration.ofDays(30);

  private final AtomicLong own = new AtomicLong();
  private Redis redis;

  /** For the CDI container. */
  protected ClusterLease() {}

  @Inject
  ClusterLease(Redis redis) {
    this.redis = redis;
  }

  /**
   * Takes the turn, which nobody else gets before {@code turn} has passed. It is not given back
   * earlier: the clocks of servers differ, and a later one would do it all again.
   *
   * @param name of what is done
   * @param turn shorter than the time between two of them
   * @return a number that grows with every turn (a fencing token), or empty when another server has
   *     taken it
   */
  public OptionalLong take(String name, Duration turn) {
    if (!redis.configured()) {
      return OptionalLong.of(own.incrementAndGet());
    }
    try {
      return redis.call(client -> take(client, name, turn));
    } catch (RedisUnavailable away) {
      return OptionalLong.of(own.incrementAndGet());
    }
  }

  // Not Redisson's lock: it keeps a count under a name of its own, for ever.
  private OptionalLong take(RedissonClient client, String name, Duration turn) {
    String mine = UUID.randomUUID().toString();
    RBucket<String> holder = client.getBucket(redis.key("turn", name));
    // The second question is for a first one that Redisson had to send twice.
    if (!holder.setIfAbsent(mine, turn) && !mine.equals(holder.get())) {
      return OptionalLong.empty();
    }
    RAtomicLong count = client.getAtomicLong(redis.key("turns", name));
    long number = count.incrementAndGet();
    count.expire(COUNT_KEPT);
    return OptionalLong.of(number);
  }
}
