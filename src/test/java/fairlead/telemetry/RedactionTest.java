package fairlead.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private record Login(String name, String password) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "fairlead.Password",
        "passphrase",
        "resumeToken",
        "api_key",
        "private-key",
        "client.secret",
        "set-cookie",
        "authorization",
        "pin",
        "totp"
      })
  void namesOfSecretsAreKnown(String name) {
    assertTrue(Redaction.secret(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "fairlead.host", "server.port", "pinned", "passes", "monkey"})
  void otherNamesAreNot(String name) {
    assertFalse(Redaction.secret(name));
  }

  @Test
  void plainValuesAreShownAndEverythingElseIsNot() {
    assertEquals("{x=web}", shown("web"));
    assertEquals("{x=7}", shown(7));
    assertEquals("{x=1.5}", shown(1.5f));
    assertEquals("{x=true}", shown(true));
    assertEquals("{x=PT5S}", shown(Duration.ofSeconds(5)));
    assertEquals("{}", shown(null));
    for (Object secret :
        List.of(
            "hunter2".toCharArray(),
            new byte[] {1},
            new Login("me", "hunter2"),
            List.of("hunter2"),
            new ByteArrayInputStream(new byte[1]),
            new IllegalStateException("hunter2"))) {
      assertEquals("{x=[redacted]}", shown(secret));
    }
    assertEquals(Redaction.LONGEST + "{x=…}".length(), shown("y".repeat(9_999)).length());
  }

  private static String shown(Object value) {
    TELEMETRY.clearSpans();
    Span span = TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("x").startSpan();
    Redaction.set(span, "x", value);
    span.end();
    return new HashMap<>(TELEMETRY.getSpans().get(0).getAttributes().asMap()).toString();
  }
}
