package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.SettingsProbe;
import org.junit.jupiter.api.Test;

class PolicySettingsTest {
  @Test
  void networksAreRead() {
    assertEquals("", problem("fairlead.addresses.allowed", "127.0.0.0/8, ::1/128"));
    assertTrue(problem("fairlead.addresses.refused", "10.0.0.0/33").contains(Network.EXPECTED));
  }

  private static String problem(String name, String value) {
    return SettingsProbe.problem(PolicySettings.class, name, value);
  }
}
