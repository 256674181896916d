package fairlead.redis.tracing;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Set;
import org.redisson.client.NettyHook;
import org.redisson.config.Config;

/**
 * Traces the commands of Redisson clients.
 *
 * <p>The caller of a command is the code that got its object from the client, such as with {@code
 * getBucket}. Get the object where it is used: if it is kept, its commands belong to the first
 * user's span, and later to none.
 */
public final class RedisTracing {
  private static final String SCOPE = "fairlead";

  /** Seconds; the advice of the conventions for {@code db.client.operation.duration}. */
  private static final List<Double> BUCKETS =
      List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

  private final boolean off;
  private final Tracer tracer;
  private final DoubleHistogram durations;
  private final CommandText text;
  private final CallSites callSites;

  /**
   * Creates it; {@link #install} adds it to a client.
   *
   * @param words that are not masked when they occur in a key between colons and braces
   * @param wrappers packages, with a dot at the end, that do not count as the caller because they
   *     only wrap Redisson
   */
  public RedisTracing(OpenTelemetry telemetry, Set<String> words, Set<String> wrappers) {
    tracer = telemetry.getTracer(SCOPE);
    durations =
        telemetry
            .getMeter(SCOPE)
            .histogramBuilder("db.client.operation.duration")
            .setDescription("Duration of database client operations")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(BUCKETS)
            .build();
    text = new CommandText(new KeyMask(words));
    callSites = new CallSites(wrappers);
    OpenTelemetry none = OpenTelemetry.noop();
    off =
        tracer == none.getTracer(SCOPE)
            && durations == none.getMeter(SCOPE).histogramBuilder("none").build();
  }

  /**
   * Sets this client's Netty hook and its name mapper, which calls the previous mapper. Does
   * nothing when telemetry is off.
   */
  public void install(Config config) {
    if (!off) {
      Callers callers = new Callers(config.getNameMapper(), callSites);
      config.setNameMapper(callers);
      config.setNettyHook(new Hook(callers));
    }
  }

  private final class Hook implements NettyHook {
    private final Callers callers;

    private Hook(Callers callers) {
      this.callers = callers;
    }

    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {}

    @Override
    public void afterChannelInitialization(Channel channel) {
      channel.pipeline().addLast(new CommandSpans(tracer, durations, text, callers));
    }
  }
}
