package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class AccessSettingsTest {
  @Test
  void keysAndDefaultsStayAsTheyAreDocumented() {
    Map<String, String> defaults = new TreeMap<>();
    for (Field field : AccessSettings.class.getDeclaredFields()) {
      ConfigProperty property = field.getAnnotation(ConfigProperty.class);
      if (property != null) {
        defaults.put(
            property.name(),
            property.defaultValue().equals(ConfigProperty.UNCONFIGURED_VALUE)
                ? ""
                : property.defaultValue());
      }
    }
    assertEquals(
        Map.ofEntries(
            Map.entry("fairlead.access.origins", ""),
            Map.entry("fairlead.access.without-origin", ""),
            Map.entry("fairlead.access.sign-in-failures-account", "5"),
            Map.entry("fairlead.access.sign-in-failures-address", "20"),
            Map.entry("fairlead.access.sign-in-window", "PT5M"),
            Map.entry("fairlead.access.sockets-per-minute", "120"),
            Map.entry("fairlead.addresses.allowed", ""),
            Map.entry("fairlead.addresses.refused", ""),
            Map.entry("fairlead.directory", "."),
            Map.entry("fairlead.policy.file", "policy.yaml"),
            Map.entry("fairlead.policy.required", "false"),
            Map.entry("fairlead.terminal.ping-interval", "PT15S"),
            Map.entry("fairlead.terminal.per-person", "20"),
            Map.entry("fairlead.telemetry.trace-link", "")),
        defaults);
  }

  @Test
  void aTraceLinkIsAnAddressAndNoScript() {
    assertTrue(AccessSettings.isTraceLink("https://jaeger.example.com/trace/{traceId}"));
    assertTrue(AccessSettings.isTraceLink("http://localhost:16686/trace/{traceId}"));
    assertFalse(AccessSettings.isTraceLink("https://jaeger.example.com/trace"));
    assertFalse(AccessSettings.isTraceLink("javascript:alert('{traceId}')"));
    assertFalse(AccessSettings.isTraceLink("/trace/{traceId}"));
  }

  @Test
  void withoutAContainerTheDefaultsAreTheSame() {
    AccessSettings settings = AccessSettings.defaults();
    assertEquals("[]", settings.origins().toString());
    assertEquals("[]", settings.withoutOrigin().toString());
    assertEquals(5, settings.signInFailuresAccount());
    assertEquals(20, settings.signInFailuresAddress());
    assertEquals("PT5M", settings.signInWindow().toString());
    assertEquals(120, settings.socketsPerMinute());
    assertEquals("PT15S", settings.pingInterval().toString());
    assertEquals(20, settings.terminalsMaximum());
    assertTrue(settings.traceLink().isEmpty());
  }
}
