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
 * <p>A command's caller is who asked the client for its object: {@code getBucket} and the like. Ask
 * for it where it is used; one that is kept has its first user's span, and then none.
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
   * Prepares; nothing is installed yet.
   *
   * @param words that may be shown when a key has them between colons and braces; everything else
   *     in a key is masked
   * @param wrappers packages, with their dot at the end, whose code is not the caller but only
   *     stands between it and Redisson
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
   * Sets this client's hook and its mapper of names, which calls the one that was set before;
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
