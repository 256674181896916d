package fairlead.files;

import fairlead.access.Places;
import fairlead.ssh.RemotePath;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Files that are written to where they are: one at a time on each host. Two at once could leave
 * halves of both in one file, and over SFTP nobody sees whether two names lead to the same one.
 * Knows which of them were cut short: their parts are the only whole copies.
 */
@ApplicationScoped
public class InPlaceWrites {
  /** Files cut short that are known, on all hosts; the oldest are forgotten. */
  private static final int CUT_SHORT = 1_000;

  private final Places hosts = new Places(1);
  private final Set<Place> cutShort = new LinkedHashSet<>();

  private record Place(String host, RemotePath file) {}

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

  /** What the file held is gone, and what comes is not all there yet. */
  synchronized void cut(String host, RemotePath file) {
    if (cutShort.size() == CUT_SHORT) {
      cutShort.remove(cutShort.iterator().next());
    }
    cutShort.add(new Place(host, file));
  }

  /** All of it is there. */
  synchronized void whole(String host, RemotePath file) {
    cutShort.remove(new Place(host, file));
  }

  synchronized boolean isCutShort(String host, RemotePath file) {
    return cutShort.contains(new Place(host, file));
  }
}
