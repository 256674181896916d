package fairlead.redis.tracing;

import fairlead.telemetry.Log;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.redisson.client.RedisClientConfig;
import org.redisson.client.RedisConnection;

/**
 * Begins a span when a command is sent, and ends it with the reply. One instance per connection.
 *
 * <p>A command without a caller's span (Redisson's pings and logins) is measured, but gets no span:
 * each would be a separate trace, every few seconds.
 */
final class CommandSpans extends ChannelOutboundHandlerAdapter {
  private static final Log LOG = Log.of(CommandSpans.class);

  private final Tracer tracer;
  private final DoubleHistogram durations;
  private final CommandText text;
  private final Callers callers;
  private Attributes server;
  private String namespace;

  /**
   * Creates the handler of one connection.
   *
   * @param callers the callers of the whole client, over all connections
   */
  CommandSpans(Tracer tracer, DoubleHistogram durations, CommandText text, Callers callers) {
    this.tracer = tracer;
    this.durations = durations;
    this.text = text;
    this.callers = callers;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the caller holds the promise
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    try {
      Operation operation = Operation.of(message);
      if (operation != null) {
        begin(context.channel(), operation);
      }
    } catch (RuntimeException e) {
      // An update has probably changed Redisson. The command is sent without a span.
      LOG.log(Level.DEBUG, "A Redis command could not be traced", e);
    }
    context.write(message, promise);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // ends the span, and nothing follows from that
  private void begin(Channel channel, Operation operation) {
    long begun = System.nanoTime();
    if (server == null) {
      identify(channel);
    }
    Callers.Caller caller = callers.of(operation.commands().get(0));
    Context parent = caller == null ? Context.root() : caller.context();
    Span span = caller == null ? Span.getInvalid() : start(caller, channel, operation);
    operation
        .done()
        .whenComplete(
            (answer, failure) -> end(span, parent, operation.name(), begun, Outcome.of(failure)));
  }

  private Span start(Callers.Caller caller, Channel channel, Operation operation) {
    Span span =
        tracer
            .spanBuilder(name(operation))
            .setSpanKind(SpanKind.CLIENT)
            .setParent(caller.context())
            .setAttribute(DbAttributes.SYSTEM, "redis")
            .setAttribute(DbAttributes.OPERATION, operation.name())
            .startSpan();
    if (span.isRecording()) {
      describe(span, channel, operation);
      CallSites.CallSite site = caller.site();
      if (site != null) {
        span.setAttribute(DbAttributes.FUNCTION, site.function());
        span.setAttribute(DbAttributes.FILE, site.file());
        span.setAttribute(DbAttributes.LINE, (long) site.line());
      }
    }
    return span;
  }

  /**
   * The span's name, with the masked key as target, as the conventions recommend: a bare GET would
   * be grouped with HTTP requests. There are few different masked keys.
   */
  private String name(Operation operation) {
    return key(operation).map(key -> operation.name() + " " + key).orElse(operation.name());
  }

  private Optional<String> key(Operation operation) {
    return operation.isBatch()
        ? Optional.empty()
        : text.key(operation.name(), operation.commands().get(0).getParams());
  }

  private void describe(Span span, Channel channel, Operation operation) {
    span.setAllAttributes(server);
    span.setAttribute(DbAttributes.NAMESPACE, namespace);
    if (channel.remoteAddress() instanceof InetSocketAddress peer && !peer.isUnresolved()) {
      span.setAttribute(DbAttributes.PEER_ADDRESS, peer.getAddress().getHostAddress());
      span.setAttribute(DbAttributes.PEER_PORT, (long) peer.getPort());
    }
    span.setAttribute(DbAttributes.QUERY, operation.text(text));
    span.setAttribute(DbAttributes.ARGUMENTS, (long) operation.arguments());
    if (operation.isBatch()) {
      span.setAttribute(DbAttributes.BATCH_SIZE, (long) operation.commands().size());
    }
    key(operation).ifPresent(key -> span.setAttribute(DbAttributes.KEY, key));
  }

  private void end(Span span, Context parent, String name, long begun, Outcome outcome) {
    AttributesBuilder measured =
        server.toBuilder().put(DbAttributes.SYSTEM, "redis").put(DbAttributes.OPERATION, name);
    if (outcome.error() != null) {
      measured.put(DbAttributes.ERROR, outcome.error());
      span.setAttribute(DbAttributes.ERROR, outcome.error());
      // No description, because messages contain keys and values.
      span.setStatus(StatusCode.ERROR);
    }
    if (outcome.status() != null) {
      span.setAttribute(DbAttributes.STATUS, outcome.status());
    }
    durations.record((System.nanoTime() - begun) / 1e9, measured.build(), parent.with(span));
    span.end();
  }

  private void identify(Channel channel) {
    RedisConnection connection = RedisConnection.getFrom(channel);
    RedisClientConfig config = connection.getRedisClient().getConfig();
    server =
        Attributes.of(
            DbAttributes.SERVER_ADDRESS,
            config.getAddress().getHost(),
            DbAttributes.SERVER_PORT,
            (long) config.getAddress().getPort());
    namespace = Integer.toString(config.getDatabase());
  }
}
