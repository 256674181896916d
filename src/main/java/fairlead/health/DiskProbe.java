package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.health.Readiness;

/** Checks the free space where Fairlead keeps its files. */
@Readiness
@ApplicationScoped
public class DiskProbe extends Probe {
  private HealthSettings settings;

  /** For the CDI container. */
  protected DiskProbe() {}

  @Inject
  DiskProbe(HealthSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public ProbeResult look() {
    try {
      long free = Files.getFileStore(settings.directory()).getUsableSpace();
      return free >= settings.diskMinimum()
          ? ProbeResult.well()
          : ProbeResult.down(
              "%d MiB are free; %d MiB are required."
                  .formatted(free >> 20, settings.diskMinimum() >> 20));
    } catch (IOException unreadable) {
      return ProbeResult.down("The data folder cannot be read.");
    }
  }
}
