package fairlead.files;

import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongPredicate;

/**
 * Removes the parts of abandoned uploads. Each upload sweeps its directory, because only then is
 * there a login on the host.
 */
final class StaleParts {
  private static final Log LOG = Log.of(StaleParts.class);

  private StaleParts() {}

  /**
   * Removes old parts beside this one, as far as the account may. A failure is logged and does not
   * fail the upload.
   *
   * @param fresh a part that was just written: its modification time is the host's current time,
   *     whose clock may be wrong
   * @param age minimum time since the last write to a part that is removed
   * @param most maximum number of files that are checked
   * @param room reserves memory for their paths
   */
  static void sweep(
      FileSession session, RemotePath fresh, Duration age, int most, LongPredicate room) {
    try {
      Instant before = session.stat(fresh).modified().minus(age);
      for (RemoteFile file : session.list(fresh.parent(), most, room).files()) {
        if (Part.is(file) && file.modified().isBefore(before)) {
          remove(session, file.path());
        }
      }
    } catch (FileException e) {
      LOG.log(Level.DEBUG, "Old parts in a directory were not removed: {0}", e.reason());
    }
  }

  /** Removes a part, if it is there. */
  static void remove(FileSession session, RemotePath part) {
    try {
      session.remove(part);
    } catch (FileException e) {
      LOG.log(Level.DEBUG, "A part was not removed: {0}", e.reason());
    }
  }
}
