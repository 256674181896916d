package fairlead.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Records a failure in a span: types and stack trace, and the message only if its class is marked
 * as free of secrets ({@link SafeMessage}). Messages of libraries may quote input.
 */
public final class SpanFailure {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  private static final int CAUSES = 8;
  private static final int FRAMES = 64;

  private SpanFailure() {}

  /** Records that the span failed with this exception; does not end it. */
  public static void record(Span span, Throwable thrown) {
    if (!span.isRecording()) {
      return;
    }
    Throwable failure = unwrapped(thrown);
    String type = failure.getClass().getName();
    AttributesBuilder event = Attributes.builder().put(TYPE, type).put(STACK, stack(failure));
    if (safe(failure)) {
      event.put(MESSAGE, failure.getMessage());
      span.setStatus(StatusCode.ERROR, failure.getMessage());
    } else {
      span.setStatus(StatusCode.ERROR);
    }
    span.setAttribute(ERROR_TYPE, type);
    span.addEvent("exception", event.build());
  }

  /**
   * Records that the client's request was refused, with a named reason such as {@code
   * no_such_host}. The span's status is not an error (as for a status below 500 in the semantic
   * conventions for HTTP).
   */
  public static void refuse(Span span, String errorType) {
    span.setAttribute(ERROR_TYPE, errorType);
  }

  /** Records an exception: as a refusal if its class is one, else as a failure. */
  static void recordOrRefuse(Span span, Throwable thrown) {
    Class<?> type = unwrapped(thrown).getClass();
    if (type.isAnnotationPresent(Refusal.class)) {
      refuse(span, type.getName());
    } else {
      record(span, thrown);
    }
  }

  /** Records that the span failed for a named reason, such as {@code connect_timeout}. */
  public static void record(Span span, String errorType) {
    span.setAttribute(ERROR_TYPE, errorType);
    span.setStatus(StatusCode.ERROR);
  }

  // Whether a stage's failure is wrapped depends on the number of stages in between.
  private static Throwable unwrapped(Throwable thrown) {
    boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wraps && thrown.getCause() != null ? thrown.getCause() : thrown;
  }

  private static boolean safe(Throwable failure) {
    return failure.getMessage() != null
        && failure.getClass().isAnnotationPresent(SafeMessage.class);
  }

  // Like printStackTrace, without the messages.
  private static String stack(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable one = failure;
    for (int causes = 0; one != null && causes < CAUSES; causes++) {
      text.append(causes == 0 ? "" : "Caused by: ").append(one.getClass().getName());
      if (safe(one)) {
        text.append(": ").append(one.getMessage());
      }
      text.append('\n');
      StackTraceElement[] frames = one.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        text.append("\tat ").append(frames[i]).append('\n');
      }
      one = one.getCause();
    }
    return text.toString();
  }
}
