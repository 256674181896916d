package fairlead.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * Makes the spans of requests that are answered before the server's own filter has made one. They
 * have the same form as the server's, and the response names their trace.
 */
public final class EarlyAnswers {
  // Anybody may send any method, and every distinct span name is stored with the traces.
  private static final Set<String> METHODS =
      Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

  private final Tracer tracer;
  private final boolean off;

  public EarlyAnswers(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer(Scopes.NAME);
    off = Scopes.off(tracer);
  }

  /**
   * Makes the span and sets the response's header. Must be called before the body is written.
   *
   * @param route one of few, such as {@code /api/*}
   * @param why one of few; not a secret
   */
  public void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String route,
      String why) {
    if (off) {
      return;
    }
    boolean known = METHODS.contains(request.getMethod());
    Span span =
        tracer
            .spanBuilder((known ? request.getMethod() : "HTTP") + " " + route)
            .setParent(TraceParent.parse(request.getHeader("traceparent")))
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", known ? request.getMethod() : "_OTHER")
            .setAttribute("http.route", route)
            .setAttribute("http.response.status_code", status)
            .setAttribute("url.scheme", request.getScheme())
            .setAttribute("url.path", RequestSpanFilter.masked(request.getRequestURI()))
            .setAttribute("fairlead.access.refusal", why)
            .startSpan();
    String traceParent = TraceParent.of(span);
    if (traceParent != null) {
      response.setHeader("traceparent", traceParent);
    }
    span.end();
  }
}
