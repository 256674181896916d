package fairlead.terminal;

import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;

/** The measurements that are read from the terminals only when metrics are exported. */
final class TerminalGauges {
  private static final AttributeKey<String> STATE =
      AttributeKey.stringKey("fairlead.terminal.state");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("fairlead.memory.kind");
  private static final AttributeKey<String> DIRECTION =
      AttributeKey.stringKey("network.io.direction");
  private static final Attributes ATTACHED = Attributes.of(STATE, "attached");
  private static final Attributes DETACHED = Attributes.of(STATE, "detached");
  private static final Attributes OPENING = Attributes.of(STATE, "opening");
  private static final Attributes SCROLLBACK = Attributes.of(KIND, "scrollback");
  private static final Attributes INPUT = Attributes.of(KIND, "input");
  private static final Attributes RECEIVE = Attributes.of(DIRECTION, "receive");
  private static final Attributes TRANSMIT = Attributes.of(DIRECTION, "transmit");

  private final TerminalList terminals;
  private final List<Runnable> closings;
  private long received;
  private long transmitted;

  /** Begins to observe. */
  TerminalGauges(OpenTelemetry openTelemetry, TerminalList terminals) {
    this.terminals = terminals;
    Meter meter = openTelemetry.getMeter(Scopes.NAME);
    closings =
        List.of(
            meter
                    .upDownCounterBuilder("fairlead.terminal.count")
                    .setUnit("{terminal}")
                    .setDescription("Terminals that run")
                    .buildWithCallback(this::count)
                ::close,
            meter
                    .upDownCounterBuilder("fairlead.terminal.limit")
                    .setUnit("{terminal}")
                    .setDescription("Terminals that may run at once")
                    .buildWithCallback(measurement -> measurement.record(terminals.overall()))
                ::close,
            meter
                    .upDownCounterBuilder("fairlead.terminal.memory")
                    .setUnit("By")
                    .setDescription("Memory that holds output and input")
                    .buildWithCallback(this::memory)
                ::close,
            meter
                    .counterBuilder("fairlead.terminal.io")
                    .setUnit("By")
                    .setDescription("Terminal bytes from and to people")
                    .buildWithCallback(this::io)
                ::close);
  }

  /** Adds a terminal's bytes since the last call. Also called before a terminal is removed. */
  synchronized void settle(Terminal terminal) {
    received += terminal.trace().newlyReceived(terminal.input().accepted());
    transmitted += terminal.trace().newlyTransmitted(terminal.output().transmitted());
  }

  /** Stops observing, because the server's telemetry outlives the application. */
  void close() {
    closings.forEach(Runnable::run);
  }

  private void count(ObservableLongMeasurement measurement) {
    long attached = 0;
    long detached = 0;
    for (Terminal terminal : terminals.opened()) {
      if (terminal.ending() == null) {
        if (terminal.attached()) {
          attached++;
        } else {
          detached++;
        }
      }
    }
    measurement.record(attached, ATTACHED);
    measurement.record(detached, DETACHED);
    measurement.record(terminals.opening(), OPENING);
  }

  private void memory(ObservableLongMeasurement measurement) {
    long scrollback = 0;
    long input = 0;
    for (Terminal terminal : terminals.opened()) {
      scrollback += terminal.output().memory();
      input += terminal.input().memory();
    }
    measurement.record(scrollback, SCROLLBACK);
    measurement.record(input, INPUT);
  }

  private synchronized void io(ObservableLongMeasurement measurement) {
    terminals.opened().forEach(this::settle);
    measurement.record(received, RECEIVE);
    measurement.record(transmitted, TRANSMIT);
  }
}
