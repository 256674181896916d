package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** The {@code traceparent} of messages that have no headers (W3C Trace Context, version 00). */
public final class TraceParent {
  private static final TextMapGetter<String> ONLY_PARENT =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
          return List.of("traceparent");
        }

        @Override
        public String get(String carrier, String key) {
          return "traceparent".equals(key) ? carrier : null;
        }
      };

  private TraceParent() {}

  /**
   * The context to make spans in that join the sender's trace.
   *
   * @param traceParent null or wrong: there is no trace to join
   */
  public static Context parse(String traceParent) {
    return traceParent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, ONLY_PARENT);
  }

  /**
   * Starts a span in the sender's trace. Without an SDK what is started is the sender's span once
   * more; no span is told then, for there is none to be found.
   *
   * @param parent as {@link #parse} gives it
   */
  public static Span start(SpanBuilder span, Context parent) {
    Span started = span.setParent(parent).startSpan();
    boolean sendersOwn = started.getSpanContext().equals(Span.fromContext(parent).getSpanContext());
    return sendersOwn ? Span.getInvalid() : started;
  }

  /** The text for this span, or null when there is none that anybody could find. */
  public static String of(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid() && context.isSampled()
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
        : null;
  }
}
