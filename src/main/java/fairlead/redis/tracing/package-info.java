/**
 * Spans and a metric for every command that Redisson sends, without an agent: OpenTelemetry's
 * conventions for database clients, the caller's context as parent, and the line of code that
 * asked.
 *
 * <p>Offers {@link fairlead.redis.tracing.RedisTracing}, to be applied to a Redisson {@code
 * Config}. Needs Redisson, Netty and the OpenTelemetry API, and nothing else of this application:
 * take the package as it is. When telemetry is off nothing is installed.
 *
 * <p>Redisson asks a mapper for the name of each key, on its caller's thread; Netty shows each
 * command in the channel's pipeline, as an object with a promise. These objects are not part of
 * Redisson's API; tests hold what is expected of them.
 */
package fairlead.redis.tracing;
