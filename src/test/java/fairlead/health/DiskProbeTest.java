package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here
class DiskProbeTest {
  @TempDir Path directory;

  private final DiskProbe probe = new DiskProbe();

  @BeforeEach
  void settings() {
    probe.settings = Defaults.of(new HealthSettings(), directory);
  }

  @Test
  void roomIsWell() {
    probe.settings.diskMinimum = 1;
    assertEquals(ProbeResult.well(), probe.look());
  }

  @Test
  void tooLittleRoomIsSaidInNumbers() {
    probe.settings.diskMinimum = Long.MAX_VALUE;
    ProbeResult result = probe.look();
    assertFalse(result.up());
    assertTrue(
        result.note().matches("\\d+ MiB are free; 8796093022207 MiB are required."), result.note());
  }

  @Test
  void aFolderThatIsGoneIsDownAndNotNamed() {
    probe.settings = Defaults.of(new HealthSettings(), directory.resolve("gone"));
    assertEquals(ProbeResult.down("The data folder cannot be read."), probe.look());
  }
}
