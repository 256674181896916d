package fairlead.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Chooses the cache: shared if Redis is configured, otherwise local to this server. */
@ApplicationScoped
class Caches {
  @Produces
  @ApplicationScoped
  Cache cache(Redis redis) {
    return redis.configured() ? new RedisCache(redis) : new MemoryCache(System::nanoTime);
  }
}
