package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskProbeTest {
  @TempDir Path directory;

  private HealthSettings settings;
  private DiskProbe probe;

  @BeforeEach
  void settings() {
    settings = Defaults.of(new HealthSettings(), directory);
    probe = new DiskProbe(settings);
  }

  @Test
  void roomIsWell() {
    settings.diskMinimum = 1;
    assertEquals(ProbeResult.well(), probe.look());
  }

  @Test
  void tooLittleRoomIsSaidInNumbers() {
    settings.diskMinimum = Long.MAX_VALUE;
    ProbeResult result = probe.look();
    assertFalse(result.up());
    assertTrue(
        result.note().matches("\\d+ MiB are free; 8796093022207 MiB are required."), result.note());
  }

  @Test
  void aFolderThatIsGoneIsDownAndNotNamed() {
    probe = new DiskProbe(Defaults.of(new HealthSettings(), directory.resolve("gone")));
    assertEquals(ProbeResult.down("The data folder cannot be read."), probe.look());
  }
}
