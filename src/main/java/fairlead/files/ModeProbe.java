package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * Finds out with which permissions and owner a host creates files, by creating an empty one: only
 * the host knows.
 */
final class ModeProbe {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ModeProbe() {}

  /**
   * The permission bits that a new file beside this one gets.
   *
   * @param asked the permissions to request; empty: the host's default, by its umask
   */
  static int made(FileSession session, RemotePath beside, OptionalInt asked) throws IOException {
    return file(session, beside, asked).mode();
  }

  /** The attributes that a new file beside this one gets, including its owner. */
  static RemoteFile file(FileSession session, RemotePath beside, OptionalInt asked)
      throws IOException {
    String key = "mode" + Long.toString(RANDOM.nextLong() >>> 1, Character.MAX_RADIX);
    RemotePath probe = Part.of(beside, key).orElseThrow();
    session.create(probe, asked).close();
    try {
      return session.lstat(probe);
    } finally {
      StaleParts.remove(session, probe);
    }
  }
}
