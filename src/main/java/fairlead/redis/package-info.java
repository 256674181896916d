/**
 * The one Redis (or Valkey) client, for what several servers share.
 *
 * <p>Offers {@link fairlead.redis.Cache}, {@link fairlead.redis.ClusterLease} and, for more than
 * that, {@link fairlead.redis.Redis}. Without {@code fairlead.redis.address} nothing of Redis is
 * started, and what is offered works within this server alone. {@code fairlead.redis.tracing}
 * traces the commands. Terminals are not in it: each lives in the server that opened it.
 */
package fairlead.redis;
