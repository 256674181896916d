package fairlead.files;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * Finds out with which permissions, and as whose, a host makes files. Only it knows: an empty one
 * is made.
 */
final class ModeProbe {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ModeProbe() {}

  /**
   * The permission bits that a file beside another one gets.
   *
   * @param asked those that are asked for; empty for what is usual on the host, by its umask
   */
  static int made(FileSession session, RemotePath beside, OptionalInt asked) throws IOException {
    return file(session, beside, asked).mode();
  }

  /** The same, with the account that it belongs to. */
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
