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
 * Parts of uploads that were abandoned. Who uploads to a directory sweeps it: nobody else has a
 * login on the host by then.
 */
final class StaleParts {
  private static final Log LOG = Log.of(StaleParts.class);

  private StaleParts() {}

  /**
   * Removes those beside this part, if they are old and the account may. That they stay is no
   * reason for an upload to fail.
   *
   * @param fresh has just been written to: its time is the host's, whose clock may be wrong
   * @param age since they were last written to
   * @param most files of a directory that are looked at
   * @param room for their paths
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
      LOG.log(Level.DEBUG, "A directory was not swept: {0}", e.reason());
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
