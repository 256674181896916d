package fairlead.ssh.sftp;

import java.util.function.LongPredicate;

/** Room for the paths of one listing. */
final class PathRoom {
  private PathRoom() {}

  /**
   * @param bytes of all paths together
   */
  static LongPredicate atMost(long bytes) {
    long[] left = {bytes};
    return more -> (left[0] -= more) >= 0;
  }
}
