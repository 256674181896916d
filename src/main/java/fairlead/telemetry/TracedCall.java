package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** The span of one call. Only the first call of {@link #end} ends it. */
final class TracedCall extends AtomicBoolean {
  private static final long serialVersionUID = 1;

  private final transient Span span;
  private final transient Context context;

  TracedCall(Span span, Context parent) {
    this.span = span;
    context = parent.with(span);
  }

  /** The context in which the method runs. */
  Context context() {
    return context;
  }

  /** Ends the span now, or when an asynchronous result ends. */
  Object returned(Object value, TracedMethod.Result result) {
    if (value instanceof CompletionStage<?> stage && result == TracedMethod.Result.STAGE) {
      stage.whenComplete((nothing, failure) -> end(failure));
      return value;
    }
    if (value instanceof Flow.Publisher<?> publisher && result == TracedMethod.Result.PUBLISHER) {
      return new TracedPublisher<>(publisher, this);
    }
    end(null);
    return value;
  }

  /**
   * @param failure null if the call succeeded
   */
  void end(Throwable failure) {
    if (compareAndSet(false, true)) {
      if (failure != null) {
        SpanFailure.recordOrRefuse(span, failure);
      }
      span.end();
    }
  }
}
