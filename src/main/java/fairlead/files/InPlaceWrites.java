package fairlead.files;

import fairlead.concurrent.ConcurrencyLimiter;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Allows one file at a time to be overwritten in place on each machine. Two writes to the same file
 * would mix their content, and SFTP cannot tell whether two paths lead to the same file.
 */
@ApplicationScoped
public class InPlaceWrites {
  private final ConcurrencyLimiter machines = new ConcurrencyLimiter(1);

  /**
   * Begins to write in place.
   *
   * @param machine see {@link fairlead.admission.Admission#machine}
   * @return false while another write is under way there
   */
  boolean begin(String machine) {
    return machines.take(machine);
  }

  /** Ends a write that was begun. */
  void end(String machine) {
    machines.give(machine);
  }
}
