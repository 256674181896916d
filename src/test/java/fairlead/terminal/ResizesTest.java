package fairlead.terminal;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Size;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResizesTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Resizes resizes =
      new Resizes(
          () -> TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("resize").setNoParent());

  @Test
  void aWindowThatIsDraggedIsOneSpanOnceItRests() {
    for (int i = 0; i < 500; i++) {
      resizes.told(new Size(100 + i, 24 + i), i * SECOND / 50);
      resizes.tick(i * SECOND / 50 + SECOND / 100);
    }
    assertEquals(List.of(), TELEMETRY.getSpans());
    resizes.tick(11 * SECOND);
    resizes.tick(12 * SECOND);
    assertEquals(1, TELEMETRY.getSpans().size());
    SpanData span = TELEMETRY.getSpans().get(0);
    assertEquals(500L, span.getAttributes().get(longKey("fairlead.terminal.resizes")));
    assertEquals(599L, span.getAttributes().get(longKey("fairlead.terminal.columns")));
    assertEquals(523L, span.getAttributes().get(longKey("fairlead.terminal.rows")));
    assertTrue(span.getEndEpochNanos() > span.getStartEpochNanos());
  }

  @Test
  void theNextOneCountsAnew() {
    resizes.told(new Size(100, 24), 0);
    resizes.tick(SECOND);
    resizes.told(new Size(101, 24), 2 * SECOND);
    resizes.flush();
    assertEquals(
        List.of(1L, 1L),
        TELEMETRY.getSpans().stream()
            .map(span -> span.getAttributes().get(longKey("fairlead.terminal.resizes")))
            .toList());
  }

  @Test
  void whereNothingChangedThereIsNothingToTell() {
    resizes.tick(SECOND);
    resizes.flush();
    assertEquals(List.of(), TELEMETRY.getSpans());
  }
}
