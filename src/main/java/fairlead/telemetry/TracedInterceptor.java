package fairlead.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the spans of {@link Traced} calls. If telemetry is off, a call costs one comparison. */
@Traced
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TracedInterceptor {
  // Stored per class, so that the entries of an unloaded class are freed with it.
  private static final ClassValue<Map<Method, TracedMethod>> METHODS =
      new ClassValue<>() {
        @Override
        protected Map<Method, TracedMethod> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private final Tracer tracer;
  private final boolean off;

  @Inject
  TracedInterceptor(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer(Scopes.NAME);
    off = Scopes.off(tracer);
  }

  @AroundInvoke
  Object call(InvocationContext context) throws Exception {
    return off ? context.proceed() : traced(context, false);
  }

  /** A timer's run is the root of a trace, because it has no caller. */
  @AroundTimeout
  Object run(InvocationContext context) throws Exception {
    return off ? context.proceed() : traced(context, true);
  }

  @SuppressWarnings("try") // a scope is there to be closed
  private Object traced(InvocationContext context, boolean root) throws Exception {
    TracedMethod method = method(context);
    if (method.untraced()) {
      return context.proceed();
    }
    Context parent = root ? Context.root() : Context.current();
    SpanBuilder builder =
        tracer.spanBuilder(method.name()).setParent(parent).setSpanKind(method.kind());
    Span span = builder.startSpan();
    if (!span.isRecording()) {
      return unsampled(context, span, parent);
    }
    span.setAllAttributes(method.attributes());
    method.setArguments(span, context);
    TracedCall call = new TracedCall(span, parent);
    try (Scope scope = call.context().makeCurrent()) {
      return call.returned(context.proceed(), method.result());
    } catch (Throwable failure) {
      call.end(failure);
      throw failure;
    }
  }

  /**
   * Runs a call that is not sampled, with the decision in the context, so that nested calls are not
   * sampled either.
   */
  @SuppressWarnings("try")
  private static Object unsampled(InvocationContext context, Span span, Context parent)
      throws Exception {
    try (Scope scope = parent.with(span).makeCurrent()) {
      return context.proceed();
    } finally {
      span.end();
    }
  }

  private static TracedMethod method(InvocationContext context) {
    Class<?> type = context.getTarget().getClass();
    Map<Method, TracedMethod> known = METHODS.get(type);
    TracedMethod method = known.get(context.getMethod());
    if (method == null) {
      method = TracedMethod.of(context, bean(type));
      known.put(context.getMethod(), method);
    }
    return method;
  }

  // Containers create subclasses of beans, all with $$ in their names.
  private static Class<?> bean(Class<?> type) {
    Class<?> bean = type;
    while (bean.getSimpleName().contains("$$")) {
      bean = bean.getSuperclass();
    }
    return bean;
  }
}
