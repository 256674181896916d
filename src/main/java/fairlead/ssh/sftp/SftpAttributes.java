package fairlead.ssh.sftp;

import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.time.Instant;

/** The attributes of a file in an SFTP packet (draft-ietf-secsh-filexfer-02 §5). */
final class SftpAttributes {
  private static final int SIZE = 1;
  private static final int OWNER = 2;
  private static final int PERMISSIONS = 4;
  private static final int TIMES = 8;
  private static final long EXTENDED = 0x80000000L;

  private SftpAttributes() {}

  /** Whether the attributes include the kind of file, which a host may leave out. */
  static boolean tellKind(SftpReply reply) throws SftpReply.MalformedException {
    return reply.nextHas(PERMISSIONS);
  }

  /**
   * Reads them.
   *
   * @param longName the line that {@code ls -l} would show, where the host sends one; else empty
   */
  static RemoteFile read(SftpReply reply, RemotePath path, String longName)
      throws SftpReply.MalformedException {
    long flags = reply.uint32();
    long size = (flags & SIZE) != 0 ? reply.uint64() : 0;
    String owner = (flags & OWNER) != 0 ? reply.uint32() + ":" + reply.uint32() : "";
    long permissions = (flags & PERMISSIONS) != 0 ? reply.uint32() : permissions(longName);
    long modified = 0;
    if ((flags & TIMES) != 0) {
      reply.uint32();
      modified = reply.uint32();
    }
    if ((flags & EXTENDED) != 0) {
      for (long left = reply.uint32(); left > 0; left--) {
        reply.skipString();
        reply.skipString();
      }
    }
    return new RemoteFile(
        path,
        kind((int) permissions),
        Math.max(0, size),
        // Unsigned, so good until 2106.
        Instant.ofEpochSecond(modified),
        (int) permissions & 07777,
        owner,
        names(longName));
  }

  /** Adds an empty set of attributes. */
  static void none(SftpPacket packet) {
    packet.uint32(0);
  }

  static void permissions(SftpPacket packet, int mode) {
    packet.uint32(PERMISSIONS).uint32(mode);
  }

  private static RemoteFile.Kind kind(int permissions) {
    return switch (permissions & 0170000) {
      case 0100000 -> RemoteFile.Kind.FILE;
      case 0040000 -> RemoteFile.Kind.DIRECTORY;
      case 0120000 -> RemoteFile.Kind.LINK;
      default -> RemoteFile.Kind.OTHER;
    };
  }

  private static long permissions(String longName) {
    return switch (longName.isEmpty() ? ' ' : longName.charAt(0)) {
      case '-' -> 0100644;
      case 'd' -> 0040755;
      case 'l' -> 0120777;
      default -> 0;
    };
  }

  /** The second word of {@code -rw-r--r-- 1 user group …}. */
  private static int names(String longName) {
    String[] words = longName.split(" +", 3);
    return words.length == 3 && words[1].matches("[0-9]{1,6}") ? Integer.parseInt(words[1]) : 0;
  }
}
