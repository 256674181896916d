package fairlead.files;

import fairlead.access.Places;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Files that are written to where they are: one at a time on each host. Two at once could leave
 * halves of both in one file, and over SFTP nobody sees whether two names lead to the same one.
 */
@ApplicationScoped
public class InPlaceWrites {
  private final Places hosts = new Places(1);

  /**
   * Begins one.
   *
   * @return false while another one goes on at this host
   */
  boolean begin(String host) {
    return hosts.take(host);
  }

  /** Ends one that was begun. */
  void end(String host) {
    hosts.give(host);
  }
}
