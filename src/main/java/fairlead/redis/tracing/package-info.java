/**
 * Spans and a metric for every command that Redisson sends, without an agent: OpenTelemetry's
 * conventions for database clients, the caller's context as parent, and the line of code of the
 * caller.
 *
 * <p>Offers {@link fairlead.redis.tracing.RedisTracing}, to be applied to a Redisson {@code
 * Config}. Needs Redisson, Netty and the OpenTelemetry API, and nothing else of this application,
 * so the package can be reused as it is. When telemetry is off, nothing is installed.
 *
 * <p>Redisson asks a name mapper for each key, on the caller's thread. Each command passes through
 * Netty's pipeline as an object with a promise. These objects are not part of Redisson's API; tests
 * check what this package expects of them.
 */
package fairlead.redis.tracing;
