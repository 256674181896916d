package fairlead.ssh.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Cuts the bytes that a host sends into SFTP packets. */
final class SftpPackets extends OutputStream {
  /** As OpenSSH: SFTP_MAX_MSG_LENGTH. */
  private static final int LONGEST = 256 * 1024;

  private final Consumer<byte[]> packets;
  private final Runnable over;
  private final Consumer<String> nonsense;
  private final byte[] length = new byte[4];
  private int lengthBytes;
  private byte[] packet;
  private int packetBytes;
  private boolean confused;

  /**
   * @param packets given each packet, from its type on
   * @param over called at the end of the host's output
   * @param nonsense given the text that came instead of a packet
   */
  SftpPackets(Consumer<byte[]> packets, Runnable over, Consumer<String> nonsense) {
    this.packets = packets;
    this.over = over;
    this.nonsense = nonsense;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end && !confused) {
      at = packet == null ? length(bytes, at, end) : packet(bytes, at, end);
    }
  }

  private int length(byte[] bytes, int from, int end) {
    int at = from;
    while (lengthBytes < 4 && at < end) {
      length[lengthBytes++] = bytes[at++];
    }
    if (lengthBytes == 4) {
      int count = 0;
      for (byte one : length) {
        count = (count << 8) | (one & 0xff);
      }
      if (count < 1 || count > LONGEST) {
        confused = true;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(length);
        text.write(bytes, at, end - at);
        nonsense.accept(text.toString(UTF_8));
        return end;
      }
      packet = new byte[count];
      packetBytes = 0;
    }
    return at;
  }

  private int packet(byte[] bytes, int at, int end) {
    int count = Math.min(end - at, packet.length - packetBytes);
    System.arraycopy(bytes, at, packet, packetBytes, count);
    packetBytes += count;
    if (packetBytes == packet.length) {
      byte[] whole = packet;
      packet = null;
      lengthBytes = 0;
      packets.accept(whole);
    }
    return at + count;
  }

  @Override
  public void close() {
    over.run();
  }
}
