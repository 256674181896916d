/**
 * The one Redis (or Valkey) client, for what several servers share.
 *
 * <p>Offers {@link fairlead.redis.Cache}, {@link fairlead.redis.OncePerCluster} and, for more than
 * that, {@link fairlead.redis.Redis}. Without {@code fairlead.redis.address} nothing of Redis is
 * started, and what is offered works within this server alone. {@code fairlead.redis.tracing}
 * traces the commands. Who is connected where is {@code fairlead.sessions}'s.
 */
package fairlead.redis;
