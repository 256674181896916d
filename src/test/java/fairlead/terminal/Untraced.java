package fairlead.terminal;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;

/** What a terminal tells where nobody listens. */
final class Untraced {
  private Untraced() {}

  static TerminalTrace terminal() {
    TerminalTelemetry telemetry = new TerminalTelemetry(OpenTelemetry.noop());
    return new TerminalTrace(telemetry, "browser", Span.getInvalid());
  }
}
