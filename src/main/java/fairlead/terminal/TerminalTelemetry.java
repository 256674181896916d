package fairlead.terminal;

import fairlead.telemetry.Scopes;
import fairlead.telemetry.TraceParent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** Starts the spans of terminals and provides their metrics. */
final class TerminalTelemetry {
  private final Tracer tracer;
  private final TerminalMetrics metrics;

  TerminalTelemetry(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer(Scopes.NAME);
    metrics = new TerminalMetrics(openTelemetry);
  }

  TerminalMetrics metrics() {
    return metrics;
  }

  /**
   * Starts the trace of a new terminal.
   *
   * @param traceParent of its message, or null
   */
  TerminalTrace opening(Connection connection, String traceParent) {
    Context parent = TraceParent.parse(traceParent);
    Span span = joined("terminal.open", connection, parent);
    return new TerminalTrace(this, connection.plain() ? "plain" : "browser", span, parent);
  }

  /** Starts the span of an attach. */
  Span attaching(Connection connection, String traceParent) {
    return joined("terminal.attach", connection, TraceParent.parse(traceParent));
  }

  SpanBuilder span(String name) {
    return tracer.spanBuilder(name);
  }

  private Span joined(String name, Connection connection, Context parent) {
    Span span = TraceParent.start(span(name).addLink(connection.upgrade()), parent);
    connection.asked(span);
    return span;
  }
}
