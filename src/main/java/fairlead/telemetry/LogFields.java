package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Adds {@code ext_trace_id}, {@code ext_span_id} and {@code ext_session_id} to each line of Open
 * Liberty's JSON log. Liberty 26.0.0.5 adds them to exported log records, but not to the log that
 * it writes. Its class is looked up by name, so that Fairlead also runs on servers without it.
 */
final class LogFields {
  /** The context key of the session that a thread works for. */
  static final ContextKey<String> SESSION = ContextKey.named("fairlead-session");

  private static final Log LOG = Log.of(LogFields.class);
  private static final String CONTEXT = "com.ibm.websphere.logging.hpel.LogRecordContext";

  // Kept here, because Liberty holds only weak references.
  private final Map<String, Object> extensions = new LinkedHashMap<>();

  void register() {
    try {
      Class<?> type = Class.forName(CONTEXT + "$Extension");
      add(type, "trace_id", () -> id(SpanContext::getTraceId));
      add(type, "span_id", () -> id(SpanContext::getSpanId));
      add(type, "session_id", () -> Context.current().get(SESSION));
      for (Map.Entry<String, Object> one : extensions.entrySet()) {
        Class.forName(CONTEXT)
            .getMethod("registerExtension", String.class, type)
            .invoke(null, one.getKey(), one.getValue());
      }
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "This server's log takes no fields", e);
    }
  }

  void unregister() {
    try {
      for (String name : extensions.keySet()) {
        Class.forName(CONTEXT).getMethod("unregisterExtension", String.class).invoke(null, name);
      }
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "This server's log takes no fields", e);
    }
  }

  private void add(Class<?> type, String name, Supplier<String> value) {
    extensions.put(
        name,
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getValue" -> value.get();
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> name;
                }));
  }

  private static String id(Function<SpanContext, String> part) {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid() ? part.apply(context) : null;
  }
}
