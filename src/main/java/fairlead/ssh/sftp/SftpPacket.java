package fairlead.ssh.sftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fairlead.ssh.RemotePath;
import java.util.Arrays;

/** An SFTP packet that is being made (draft-ietf-secsh-filexfer-02 §3); it grows as needed. */
final class SftpPacket {
  private static final int LENGTH_FIELD = 4;

  private byte[] bytes = new byte[128];
  private int end = LENGTH_FIELD;

  SftpPacket(int type) {
    uint8(type);
  }

  SftpPacket uint8(int value) {
    room(1);
    bytes[end++] = (byte) value;
    return this;
  }

  SftpPacket uint32(long value) {
    room(4);
    put(end, (int) value);
    end += 4;
    return this;
  }

  SftpPacket uint64(long value) {
    return uint32(value >>> 32).uint32(value);
  }

  SftpPacket string(byte[] value, int offset, int length) {
    uint32(length);
    room(length);
    System.arraycopy(value, offset, bytes, end, length);
    end += length;
    return this;
  }

  /** A text whose chars are bytes, as those of a {@link RemotePath}. */
  SftpPacket string(String value) {
    byte[] encoded = value.getBytes(ISO_8859_1);
    return string(encoded, 0, encoded.length);
  }

  /** All of it, with its length in front. */
  byte[] whole() {
    put(0, end - LENGTH_FIELD);
    return Arrays.copyOf(bytes, end);
  }

  private void put(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  private void room(int more) {
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more));
    }
  }
}
