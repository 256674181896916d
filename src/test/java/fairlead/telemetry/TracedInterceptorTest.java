package fairlead.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedInterceptorTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private final Greeter greeter = new Greeter();
  private final TracedInterceptor interceptor = new TracedInterceptor(TELEMETRY.getOpenTelemetry());

  @Test
  void aCallIsOneSpanNamedAfterClassAndMethod() throws Exception {
    call("greet", "web", 22, "hunter2", "hunter2".toCharArray(), "hunter2");
    SpanData span = onlySpan();
    assertEquals("Greeter.greet", span.getName());
    assertEquals(SpanKind.INTERNAL, span.getKind());
    assertEquals(
        "fairlead.telemetry.Greeter.greet",
        span.getAttributes().get(stringKey("code.function.name")));
    assertEquals("java.lang.String", span.getAttributes().get(stringKey("fairlead.return_type")));
    assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
  }

  @Test
  void onlyNamedParametersAreInItAndNoSecretsAmongThem() throws Exception {
    call("greet", "web", 22, "hunter2", "hunter2".toCharArray(), "hunter2");
    SpanData span = onlySpan();
    assertEquals("web", span.getAttributes().get(stringKey("fairlead.host")));
    assertEquals(22, span.getAttributes().get(longKey("fairlead.port")));
    assertEquals("[redacted]", span.getAttributes().get(stringKey("fairlead.password")));
    assertEquals("[redacted]", span.getAttributes().get(stringKey("fairlead.answer")));
    assertFalse(span.toString().contains(Greeter.SECRET));
  }

  @Test
  void theBindingOfAMethodNamesTheSpanAndUntracedMakesNone() throws Exception {
    call("named");
    SpanData span = onlySpan();
    assertEquals("greet everybody", span.getName());
    assertEquals(SpanKind.CLIENT, span.getKind());
    TELEMETRY.clearSpans();
    call("quiet");
    assertTrue(TELEMETRY.getSpans().isEmpty());
  }

  @Test
  void heirsAndStereotypesAreNamedAfterThemselves() throws Exception {
    interceptor.call(Invocation.of(new Greeter.Heir(), "inside"));
    interceptor.call(Invocation.of(new Greeter.ByStereotype(), "greet"));
    assertEquals(
        List.of("Heir.inside", "Stereotyped.greet"),
        TELEMETRY.getSpans().stream().map(SpanData::getName).toList());
    assertEquals(
        "fairlead.telemetry.Greeter.inside",
        TELEMETRY.getSpans().get(0).getAttributes().get(stringKey("code.function.name")));
  }

  @Test
  void aRefusalHasATypeAndIsNoFailure() {
    assertThrows(Greeter.Declined.class, () -> call("refuses"));
    SpanData span = onlySpan();
    assertEquals(
        Greeter.Declined.class.getName(), span.getAttributes().get(stringKey("error.type")));
    assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
    assertEquals(List.of(), span.getEvents());
    assertFalse(span.toString().contains(Greeter.SECRET));
  }

  @Test
  void aFailureIsToldWithoutItsMessage() {
    assertThrows(IOException.class, () -> call("fails"));
    SpanData span = onlySpan();
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertEquals("java.io.IOException", span.getAttributes().get(stringKey("error.type")));
    assertEquals("exception", span.getEvents().get(0).getName());
    String stack = span.getEvents().get(0).getAttributes().get(stringKey("exception.stacktrace"));
    assertTrue(stack.contains("Greeter.fails"), stack);
    assertFalse(span.toString().contains(Greeter.SECRET));
    TELEMETRY.clearSpans();
    assertThrows(AssertionError.class, () -> call("breaks"));
    assertEquals(
        "java.lang.AssertionError", onlySpan().getAttributes().get(stringKey("error.type")));
    assertFalse(onlySpan().toString().contains(Greeter.SECRET));
  }

  @Test
  void aMessageThatIsSafeIsToldAndThoseOfItsCausesAreNot() {
    assertThrows(Greeter.Known.class, () -> call("failsSafely"));
    SpanData span = onlySpan();
    assertEquals("The host is down.", span.getStatus().getDescription());
    assertTrue(span.toString().contains("Caused by: java.io.IOException"));
    assertFalse(span.toString().contains(Greeter.SECRET));
  }

  @Test
  void aStageEndsTheSpanWhenItEndsOnAnotherThreadAndOnlyThen() throws Exception {
    assertSame(greeter.later, call("later"));
    assertTrue(TELEMETRY.getSpans().isEmpty());
    Thread other = new Thread(() -> greeter.later.complete("done"));
    other.start();
    other.join();
    assertEquals(StatusCode.UNSET, onlySpan().getStatus().getStatusCode());
  }

  @Test
  void aStageThatFailsIsAFailureOfItsCause() throws Exception {
    call("later");
    greeter.later.completeExceptionally(new CompletionException(new IOException("hunter2")));
    assertEquals("java.io.IOException", onlySpan().getAttributes().get(stringKey("error.type")));
  }

  @Test
  void whatIsCalledBelowHasTheSpanAsItsParentAndAfterwardsItIsGone() throws Exception {
    greeter.inside =
        () -> {
          TELEMETRY.getOpenTelemetry().getTracer("below").spanBuilder("below").startSpan().end();
          return "";
        };
    call("inside");
    SpanData below = TELEMETRY.getSpans().get(0);
    assertEquals(TELEMETRY.getSpans().get(1).getSpanId(), below.getParentSpanId());
    assertFalse(Span.current().getSpanContext().isValid());
  }

  @Test
  @SuppressWarnings("try") // a scope is there to be closed
  void aTimerRunIsARootEvenWithinAnotherSpan() throws Exception {
    Span around = TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("around").startSpan();
    try (Scope scope = around.makeCurrent()) {
      interceptor.run(Invocation.of(greeter, "inside"));
      interceptor.call(Invocation.of(greeter, "inside"));
    }
    assertFalse(TELEMETRY.getSpans().get(0).getParentSpanContext().isValid());
    assertEquals(
        around.getSpanContext().getSpanId(), TELEMETRY.getSpans().get(1).getParentSpanId());
  }

  @Test
  void offTouchesNothingButTheCall() throws Exception {
    TracedInterceptor off = new TracedInterceptor(OpenTelemetry.noop());
    greeter.inside = () -> Span.current().getSpanContext().isValid() ? "traced" : "plain";
    assertEquals("plain", off.call(Invocation.of(greeter, "inside")));
    assertTrue(TELEMETRY.getSpans().isEmpty());
  }

  @Test
  void whatIsNotSampledIsNotSampledBelowEither() throws Exception {
    try (SdkTracerProvider none =
        SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build()) {
      OpenTelemetry unsampled =
          io.opentelemetry.sdk.OpenTelemetrySdk.builder().setTracerProvider(none).build();
      greeter.inside =
          () -> {
            assertTrue(Span.current().getSpanContext().isValid());
            assertFalse(Span.current().getSpanContext().isSampled());
            return TraceParent.of(Span.current());
          };
      assertNull(new TracedInterceptor(unsampled).call(Invocation.of(greeter, "inside")));
    }
  }

  private Object call(String method, Object... parameters) throws Exception {
    return interceptor.call(Invocation.of(greeter, method, parameters));
  }

  private static SpanData onlySpan() {
    assertEquals(1, TELEMETRY.getSpans().size());
    return TELEMETRY.getSpans().get(0);
  }
}
