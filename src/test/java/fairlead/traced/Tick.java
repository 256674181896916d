package fairlead.traced;

import fairlead.telemetry.Traced;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** An EJB timer that is traced by its class. */
@Singleton
@Traced
public class Tick {
  @Inject Lookups lookups;

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void tick() {
    CompletableFuture<String> found = lookups.find("web", "hunter2").toCompletableFuture();
    if (found.join().length() + lookups.size() > 0) {
      try {
        lookups.fail();
      } catch (IllegalStateException expected) {
        return;
      }
    }
  }
}
