package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.SettingsProbe;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessSettingsTest {
  @Test
  void aTraceLinkIsAnAddressAndNoScript() {
    String name = "fairlead.telemetry.trace-link";
    assertEquals("", problem(name, "https://jaeger.example.com/trace/{traceId}"));
    assertEquals("", problem(name, "http://localhost:16686/trace/{traceId}"));
    for (String wrong :
        List.of(
            "https://jaeger.example.com/trace",
            "javascript:alert('{traceId}')",
            "/trace/{traceId}")) {
      assertTrue(problem(name, wrong).startsWith(name), wrong);
    }
  }

  @Test
  void originsAreRead() {
    assertEquals("", problem("fairlead.access.origins", "https://a.example, http://b.example:81"));
    assertTrue(
        problem("fairlead.access.origins", "https://a.example/path").contains("an origin such as"));
  }

  private static String problem(String name, String value) {
    return SettingsProbe.problem(AccessSettings.class, name, value);
  }
}
