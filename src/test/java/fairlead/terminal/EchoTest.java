package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EchoTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final long MILLI = 1_000_000L;

  private Echo echo;
  private long start;

  // The extension forgets instruments before each test.
  @BeforeEach
  void begin() {
    echo = new Echo(new TerminalMetrics(TELEMETRY.getOpenTelemetry()), Context.root());
    start = System.nanoTime();
  }

  @Test
  void theTimeFromAKeyToTheNextOutputIsMeasured() {
    type(0);
    send(3);
    assertEquals(0.003, only().getSum(), 1e-9);
    assertEquals(1, only().getCount());
  }

  @Test
  void onlyOneKeyASecondIsMeasuredAndEachOnce() {
    for (int key = 0; key < 100; key++) {
      type(key * 10L);
      send(key * 10L + 1);
      send(key * 10L + 2);
    }
    assertEquals(1, only().getCount());
    type(1000);
    send(1005);
    assertEquals(2, only().getCount());
  }

  @Test
  void outputWithoutAKeyAndOutputLongAfterOneAreNoEcho() {
    send(1);
    type(2);
    send(20_000);
    assertEquals(List.of(), points());
  }

  private void type(long millis) {
    echo.typed(start + millis * MILLI);
  }

  private void send(long millis) {
    echo.sent(start + millis * MILLI);
  }

  private static HistogramPointData only() {
    assertEquals(1, points().size());
    return points().get(0);
  }

  private static List<HistogramPointData> points() {
    return TELEMETRY.getMetrics().stream()
        .filter(metric -> metric.getName().equals("fairlead.terminal.echo.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .toList();
  }
}
