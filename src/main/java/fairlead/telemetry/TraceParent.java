package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** The {@code traceparent} in messages without headers (W3C Trace Context, version 00). */
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
   * The context for spans that join the sender's trace.
   *
   * @param traceParent if null or malformed, the root context is returned
   */
  public static Context parse(String traceParent) {
    return traceParent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, ONLY_PARENT);
  }

  /** The {@code traceparent} of this span, or null if it is invalid or not sampled. */
  public static String of(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid() && context.isSampled()
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
        : null;
  }
}
