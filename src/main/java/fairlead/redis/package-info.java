/**
 * The one Redis (or Valkey) client, for what several servers share.
 *
 * <p>Offers {@link fairlead.redis.Cache}, {@link fairlead.redis.ClusterLease} and, for anything
 * else, {@link fairlead.redis.Redis}. Without {@code fairlead.redis.address} no Redis client is
 * started, and the cache and the lease work within this server only. {@code fairlead.redis.tracing}
 * traces the commands. Terminals are not stored in Redis: each stays in the server that opened it.
 */
package fairlead.redis;
