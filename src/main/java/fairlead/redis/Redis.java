package fairlead.redis;

import fairlead.redis.tracing.RedisTracing;
import fairlead.telemetry.Log;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.config.Config;

/**
 * The connection to Redis. It is opened when first needed, and again whenever it is lost. While it
 * is lost, every call fails at once instead of waiting.
 */
@ApplicationScoped
public class Redis {
  private static final Log LOG = Log.of(Redis.class);

  /** The parts of a key that are not secret: the names of Fairlead's purposes. */
  private static final Set<String> WORDS =
      Set.of("fairlead", "cache", "turn", "turns", "health-check");

  private RedisSettings settings;
  private OpenTelemetry telemetry;
  private CircuitBreaker breaker;
  private RedissonClient client;
  private ObservableLongGauge connected;
  private volatile RedisUnavailable last;
  private boolean stopped;

  /** For the CDI container. */
  protected Redis() {}

  @Inject
  Redis(RedisSettings settings, OpenTelemetry telemetry) {
    this.settings = settings;
    this.telemetry = telemetry;
    breaker =
        new CircuitBreaker(
            settings.retryDelay,
            settings.retryDelayMaximum,
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /** An operation on Redis. */
  public interface Call<T> {
    T with(RedissonClient client);
  }

  /** Whether this server uses a Redis at all. */
  public boolean configured() {
    return !settings.addresses().isEmpty();
  }

  /** The full name of a key: {@code fairlead:cache:…}. */
  public String key(String purpose, String name) {
    return settings.prefix() + ":" + purpose + ":" + name;
  }

  /**
   * Runs an operation on Redis, or fails at once while Redis is known to be unavailable.
   *
   * @throws RedisUnavailable when Redis is unavailable, or was so a moment ago
   */
  public <T> T call(Call<T> call) throws RedisUnavailable {
    if (!breaker.enter()) {
      throw last;
    }
    try {
      T result = call.with(client());
      if (breaker.succeeded()) {
        LOG.log(Level.INFO, "Redis is available again");
      }
      return result;
    } catch (IllegalArgumentException wrong) {
      throw failed(new RedisUnavailable(RedisUnavailable.Reason.CONFIGURATION, wrong));
    } catch (RedisException failure) {
      RedisUnavailable.Reason reason = RedisUnavailable.reason(failure);
      if (reason == null) {
        breaker.succeeded();
        throw failure;
      }
      throw failed(new RedisUnavailable(reason, failure));
    } catch (RuntimeException fault) {
      if (!breaker.closed()) {
        // Only this caller was let in, and the others wait for its report.
        breaker.failed();
      }
      throw fault;
    }
  }

  /**
   * Sends a cheap command.
   *
   * @throws RedisUnavailable when there is no answer
   */
  public void ping() throws RedisUnavailable {
    call(client -> client.getBucket(key("health-check", "ping")).isExists());
  }

  private RedisUnavailable failed(RedisUnavailable failure) {
    last = failure;
    if (breaker.failed()) {
      // The cause's message may name keys, so only its type is logged.
      LOG.log(
          Level.WARNING,
          "{0} ({1})",
          failure.getMessage(),
          failure.getCause().getClass().getSimpleName());
    }
    return failure;
  }

  private synchronized RedissonClient client() {
    if (stopped) {
      throw new IllegalStateException("Redis was used after the application stopped");
    }
    if (client == null) {
      Config config = new RedisConnections(settings).config();
      RedissonLog.silence();
      new RedisTracing(telemetry, WORDS, Set.of("fairlead.redis.")).install(config);
      client = Redisson.create(config);
      connected =
          telemetry
              .getMeter("fairlead")
              .gaugeBuilder("fairlead.redis.connected")
              .setDescription("1 when the last command succeeded, 0 when Redis is unavailable")
              .setUnit("1")
              .ofLongs()
              .buildWithCallback(gauge -> gauge.record(breaker.closed() ? 1 : 0));
    }
    return client;
  }

  @PreDestroy
  synchronized void stop() {
    stopped = true;
    if (client != null) {
      connected.close();
      client.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }
}
