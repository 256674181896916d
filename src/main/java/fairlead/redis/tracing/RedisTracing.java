package fairlead.redis.tracing;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.redisson.client.NettyHook;
import org.redisson.config.Config;

/** Traces the commands of one Redisson client. */
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
  private final Callers callers = new Callers();

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
   * Sets this client's event loops and, unless telemetry is off, its hook.
   *
   * @return the event loops; Redisson does not close them
   */
  public EventLoopGroup install(Config config, int eventLoops, ThreadFactory threads) {
    EventLoopGroup group =
        off
            ? new MultiThreadIoEventLoopGroup(eventLoops, threads, NioIoHandler.newFactory())
            : new CallerEventLoops(eventLoops, threads, callSites);
    config.setEventLoopGroup(group);
    if (!off) {
      config.setNettyHook(new Hook());
    }
    return group;
  }

  private final class Hook implements NettyHook {
    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {}

    @Override
    public void afterChannelInitialization(Channel channel) {
      channel.pipeline().addLast(new CommandSpans(tracer, durations, text, callers));
    }
  }
}
