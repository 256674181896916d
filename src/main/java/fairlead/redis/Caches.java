package fairlead.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Chooses the cache: shared where a Redis is configured, else within this server. */
@ApplicationScoped
class Caches {
  @Produces
  @ApplicationScoped
  Cache cache(Redis redis) {
    return redis.configured() ? new RedisCache(redis) : new MemoryCache(System::nanoTime);
  }
}
