package fairlead.ssh.sftp;

import fairlead.testing.HostProgram;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * An SFTP server whose directories have no end, and which takes no bytes. What a directory lists is
 * its own name over and over; what is said of a file that is written to is its name.
 */
final class OddSftpServer extends HostProgram {
  static final int NAMES_EACH = 1_000;

  private static final int PACKET = 200_000;

  private final AtomicInteger listed;

  /**
   * @param listed counts the packets with names
   */
  OddSftpServer(AtomicInteger listed) {
    this.listed = listed;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread serving = new Thread(this::serve, "odd-sftp-server");
    serving.setDaemon(true);
    serving.start();
  }

  private void serve() {
    try {
      DataInputStream asked = new DataInputStream(in);
      while (true) {
        byte[] request = new byte[asked.readInt()];
        asked.readFully(request);
        out.write(answer(new SftpReply(request)).whole());
        out.flush();
      }
    } catch (IOException | SftpReply.MalformedException disconnected) {
      // As expected.
    }
  }

  private SftpPacket answer(SftpReply request) throws SftpReply.MalformedException {
    int type = request.uint8();
    long id = request.uint32();
    return switch (type) {
      case 1 -> new SftpPacket(2).uint32(3);
      // OPEN and OPENDIR: the handle is the path.
      case 3, 11 -> new SftpPacket(102).uint32(id).string(request.string());
      case 4 -> done(id);
      case 6 -> written(id, name(request.string()), request.uint64());
      case 12 -> names(id, name(request.string()).replace(':', '/'));
      case 16 -> new SftpPacket(104).uint32(id).uint32(1).string("/").string("").uint32(0);
      default -> throw new SftpReply.MalformedException();
    };
  }

  private static String name(String path) {
    return path.substring(1);
  }

  /** A file with a gap: its first block fails, and the others are taken. */
  private static SftpPacket written(long id, String name, long at) {
    return name.equals("gap") && at > 0 ? done(id) : failure(id, name);
  }

  private static SftpPacket done(long id) {
    return new SftpPacket(101).uint32(id).uint32(0).string("").string("");
  }

  private static SftpPacket failure(long id, String text) {
    SftpPacket status = new SftpPacket(101).uint32(id).uint32(4);
    return text.equals("silent") ? status : status.string(text).string("");
  }

  private SftpPacket names(long id, String name) {
    listed.incrementAndGet();
    int count = Math.min(NAMES_EACH, PACKET / name.length());
    SftpPacket names = new SftpPacket(104).uint32(id).uint32(count);
    for (int i = 0; i < count; i++) {
      names.string(name).string("").uint32(0);
    }
    return names;
  }
}
