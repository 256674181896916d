package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.settings.Defaults;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthSettingsTest {
  private final HealthSettings settings = Defaults.of(new HealthSettings());

  @Test
  void aServerReachesItselfAtItsPortAndBasePath() {
    assertEquals(URI.create("http://localhost:9080/health-check/"), settings.url());
    settings.port = 9081;
    settings.basePath = Optional.of("/shell");
    assertEquals(URI.create("http://localhost:9081/shell/health-check/"), settings.url());
  }
}
