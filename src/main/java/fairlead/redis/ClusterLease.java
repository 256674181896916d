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
 * Lets one of several servers do a task that is due on all of them at the same time. Without Redis,
 * or while it is unavailable, every server does the task.
 */
@ApplicationScoped
public class ClusterLease {
  /** Every key expires: a count is removed this long after its last lease. */
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
   * Takes the lease, which no other server can take before {@code turn} has passed. It is not
   * released earlier: clocks differ, and a server whose clock is late would do the task again.
   *
   * @param name of the task
   * @param turn duration of the lease, shorter than the interval of the task
   * @return a number that grows with every lease (a fencing token); empty if another server has the
   *     lease
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

  // Not Redisson's lock, which keeps a counter under a separate key for ever.
  private OptionalLong take(RedissonClient client, String name, Duration turn) {
    String mine = UUID.randomUUID().toString();
    RBucket<String> holder = client.getBucket(redis.key("turn", name));
    // If Redisson had to send the command twice, the second one fails although the value is ours.
    if (!holder.setIfAbsent(mine, turn) && !mine.equals(holder.get())) {
      return OptionalLong.empty();
    }
    RAtomicLong count = client.getAtomicLong(redis.key("turns", name));
    long number = count.incrementAndGet();
    count.expire(COUNT_KEPT);
    return OptionalLong.of(number);
  }
}
