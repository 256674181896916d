package fairlead.ssh.sftp;

import fairlead.ssh.FileException;
import fairlead.ssh.RemotePath;
import java.util.OptionalLong;

/** How much may still be written to a file system (OpenSSH's PROTOCOL, statvfs@openssh.com). */
final class SftpRoom {
  private static final String EXTENSION = "statvfs@openssh.com";

  private SftpRoom() {}

  /** Bytes that this account may write; empty where the host does not say. */
  static OptionalLong of(SftpChannel channel, RemotePath file) throws FileException {
    if (!channel.has(EXTENSION, "2")) {
      return OptionalLong.empty();
    }
    SftpChannel.Request request = channel.extended(EXTENSION);
    request.packet().string(file.bytes());
    SftpReply reply;
    try {
      reply = SftpStatus.expect(channel, request, SftpStatus.EXTENDED_REPLY);
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.LOST) {
        throw e;
      }
      return OptionalLong.empty();
    }
    try {
      reply.uint64(); // f_bsize
      long unit = reply.uint64();
      reply.uint64(); // f_blocks
      reply.uint64(); // f_bfree
      long available = reply.uint64();
      boolean sensible = unit > 0 && available >= 0 && available <= Long.MAX_VALUE / unit;
      return sensible ? OptionalLong.of(unit * available) : OptionalLong.empty();
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }
}
