package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TerminalMetricsTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private TerminalMetrics metrics;

  // The extension forgets instruments before each test.
  @BeforeEach
  void begin() {
    metrics = new TerminalMetrics(TELEMETRY.getOpenTelemetry());
  }

  @Test
  void clientsCannotInventCloseCodes() {
    for (int code : new int[] {1000, 1006, 4408, 3000, 3001, 4999, 4987}) {
      metrics.closed(code);
    }
    Set<Long> codes =
        TELEMETRY.getMetrics().stream()
            .flatMap(metric -> metric.getLongSumData().getPoints().stream())
            .map(point -> point.getAttributes().get(TerminalMetrics.CODE))
            .collect(Collectors.toSet());
    assertEquals(Set.of(1000L, 1006L, 4408L, 0L), codes);
  }

  @Test
  void whetherAnythingIsMeasuredIsKnown() {
    assertTrue(new TerminalMetrics(OpenTelemetry.noop()).off());
    assertFalse(metrics.off());
  }
}
