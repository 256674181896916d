package fairlead.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void whatIsReadIsWhatIsWritten() {
    assertEquals(SAMPLED, TraceParent.of(Span.fromContext(TraceParent.parse(SAMPLED))));
  }

  @Test
  void aTraceThatNobodyKeepsIsNotNamed() {
    String dropped = SAMPLED.replace("-01", "-00");
    assertNull(TraceParent.of(Span.fromContext(TraceParent.parse(dropped))));
    assertNull(TraceParent.of(Span.getInvalid()));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "00-a-b-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
  void whatIsNoTraceParentIsNoParent(String text) {
    assertFalse(Span.fromContext(TraceParent.parse(text)).getSpanContext().isValid());
  }
}
