package fairlead.ssh.sftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** An SFTP packet that a host sent. It may hold anything: each read checks what is left. */
final class SftpReply {
  private final byte[] bytes;
  private int at;

  /**
   * @param bytes from the type on, without the length
   */
  SftpReply(byte[] bytes) {
    this.bytes = bytes;
  }

  int uint8() throws MalformedException {
    need(1);
    return bytes[at++] & 0xff;
  }

  long uint32() throws MalformedException {
    need(4);
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  /** Sizes beyond 2^63 come out negative. */
  long uint64() throws MalformedException {
    return (uint32() << 32) | uint32();
  }

  /** One {@code char} for each byte. */
  String string() throws MalformedException {
    int length = length();
    String value = new String(bytes, at, length, ISO_8859_1);
    at += length;
    return value;
  }

  void skipString() throws MalformedException {
    int length = length();
    at += length;
  }

  /** The next string, without a copy. */
  Slice data() throws MalformedException {
    int length = length();
    Slice slice = new Slice(bytes, at, length);
    at += length;
    return slice;
  }

  /** Whether the next number has one of these bits; does not consume it. */
  boolean nextHas(long bits) throws MalformedException {
    int before = at;
    boolean has = (uint32() & bits) != 0;
    at = before;
    return has;
  }

  boolean more() {
    return at < bytes.length;
  }

  private int length() throws MalformedException {
    long length = uint32();
    if (length > bytes.length - at) {
      throw new MalformedException();
    }
    return (int) length;
  }

  private void need(int count) throws MalformedException {
    if (count > bytes.length - at) {
      throw new MalformedException();
    }
  }

  /** Bytes in an array. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  record Slice(byte[] bytes, int offset, int length) {}

  /** The packet ends before what it should hold. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
