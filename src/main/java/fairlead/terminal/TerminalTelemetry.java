package fairlead.terminal;

import fairlead.telemetry.Scopes;
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

  /** Starts the span of a new terminal. */
  TerminalTrace opening(Connection connection) {
    Span span = belowUpgrade("terminal.open", connection);
    return new TerminalTrace(this, connection.plain() ? "plain" : "browser", span);
  }

  /** Starts the span of an attach. */
  Span attaching(Connection connection) {
    return belowUpgrade("terminal.attach", connection);
  }

  SpanBuilder span(String name) {
    return tracer.spanBuilder(name);
  }

  private Span belowUpgrade(String name, Connection connection) {
    Context upgrade = Context.root().with(Span.wrap(connection.upgrade()));
    Span span = span(name).setParent(upgrade).startSpan();
    connection.asked(span);
    return span;
  }
}
