package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether this server is being taken out of service. It never comes back from that. */
@ApplicationScoped
public class Draining {
  private final AtomicReference<Instant> since = new AtomicReference<>();

  /** From now on this server is not ready; does nothing when it was so before. */
  public void begin() {
    since.compareAndSet(null, Instant.now());
  }

  public boolean begun() {
    return since.get() != null;
  }

  /** When it began, or empty. */
  Optional<Instant> since() {
    return Optional.ofNullable(since.get());
  }
}
