package fairlead.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one of all servers do what is due on each of them at the same time. Without Redis every
 * server is its own cluster, and so it is while Redis is away.
 */
@ApplicationScoped
public class OncePerCluster {
  private final AtomicLong own = new AtomicLong();
  private final Map<String, Long> taken = new ConcurrentHashMap<>();
  private Redis redis;

  /** For the CDI container. */
  protected OncePerCluster() {}

  @Inject
  OncePerCluster(Redis redis) {
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
    // Whoever holds a Redisson lock gets it once more.
    Long until = taken.get(name);
    if (until != null && System.nanoTime() - until < 0) {
      return OptionalLong.empty();
    }
    try {
      Long token =
          redis.call(
              client ->
                  client
                      .getFencedLock(redis.key("turn", name))
                      .tryLockAndGetToken(0, turn.toMillis(), TimeUnit.MILLISECONDS));
      if (token == null) {
        return OptionalLong.empty();
      }
      taken.put(name, System.nanoTime() + turn.toNanos());
      return OptionalLong.of(token);
    } catch (RedisUnavailable away) {
      return OptionalLong.of(own.incrementAndGet());
    }
  }
}
