package fairlead.files;

import fairlead.access.ConcurrencyLimiter;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Files that are written to where they are: one at a time on each machine, whatever it is called.
 * Two at once could leave halves of both in one file, and over SFTP nobody sees whether two names
 * lead to the same one.
 */
@ApplicationScoped
public class InPlaceWrites {
  private final ConcurrencyLimiter machines = new ConcurrencyLimiter(1);

  /**
   * Begins one.
   *
   * @param machine see {@link fairlead.admission.Admission#machine}
   * @return false while another one goes on there
   */
  boolean begin(String machine) {
    return machines.take(machine);
  }

  /** Ends one that was begun. */
  void end(String machine) {
    machines.give(machine);
  }
}
