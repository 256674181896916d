package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A terminal's socket, frame by frame (RFC 6455 §5.2), right or wrong. */
final class RawSocket {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private String reason = "";

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    in = new DataInputStream(socket.getInputStream());
  }

  /**
   * Opens one that speaks {@code fairlead.v1}.
   *
   * @param cookies the header of a signed-in person
   */
  static RawSocket open(String cookies) throws IOException {
    RawHttp http = new RawHttp("127.0.0.1");
    Socket socket = http.connect();
    RawHttp.Answer answer = http.upgrade(socket, http.origin(), cookies);
    if (answer.status() != 101) {
      throw new IOException("No socket: " + answer);
    }
    return new RawSocket(socket);
  }

  RawSocket text(String json) throws IOException {
    return frame(TEXT, true, json.replace('\'', '"').getBytes(UTF_8));
  }

  RawSocket frame(int opcode, boolean last, byte[] payload) throws IOException {
    writeHead(opcode, last, payload.length);
    // Masked with zeros: the bytes stay what they are.
    out.write(payload);
    out.flush();
    return this;
  }

  /**
   * Announces a frame and does not send it.
   *
   * @param length without a sign: a negative one is 2^63 and more
   */
  RawSocket head(int opcode, boolean last, long length) throws IOException {
    writeHead(opcode, last, length);
    out.flush();
    return this;
  }

  /** Sends bytes as they are. */
  RawSocket bytes(int... bytes) throws IOException {
    for (int one : bytes) {
      out.writeByte(one);
    }
    out.flush();
    return this;
  }

  private void writeHead(int opcode, boolean last, long length) throws IOException {
    out.writeByte(opcode | (last ? FINAL : 0));
    if (length >= 0 && length < 126) {
      out.writeByte((int) length | MASKED);
    } else if (length >= 0 && length < 65_536) {
      out.writeByte(126 | MASKED);
      out.writeShort((int) length);
    } else {
      out.writeByte(127 | MASKED);
      out.writeLong(length);
    }
    out.writeInt(0);
  }

  /** Reads on until the server has said a message that contains this. */
  void awaitText(String part) throws IOException {
    Frame frame;
    do {
      frame = next();
    } while (frame.opcode != TEXT || !new String(frame.payload, UTF_8).contains(part));
  }

  /** Reads on until the output since the last call contains this. */
  void awaitOutput(String part) throws IOException {
    StringBuilder output = new StringBuilder();
    while (output.indexOf(part) < 0) {
      Frame frame = next();
      if (frame.opcode == BINARY) {
        output.append(new String(frame.payload, UTF_8));
      }
    }
  }

  /** The close code; what comes before it is passed over. */
  int awaitClose() throws IOException {
    try (socket) {
      while (true) {
        Frame frame = read();
        if (frame.opcode == CLOSE) {
          byte[] payload = frame.payload;
          reason = new String(payload, 2, payload.length - 2, UTF_8);
          return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        }
      }
    }
  }

  /**
   * Sends a ping once a second, reads on and answers nothing, until the server ends the connection.
   *
   * @return how long that took
   */
  Duration pingUntilCut() throws IOException {
    long began = System.nanoTime();
    try (socket) {
      socket.setSoTimeout(1000);
      int next = 0;
      while (next >= 0) {
        try {
          next = in.read();
        } catch (SocketTimeoutException e) {
          frame(PING, true, new byte[0]);
        }
      }
    } catch (SocketException e) {
      // It was reset, because the server had left the last ping unread.
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Frame next() throws IOException {
    Frame frame = read();
    if (frame.opcode == CLOSE) {
      throw new IOException("Closed: " + new String(frame.payload, UTF_8));
    }
    return frame;
  }

  private Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    return new Frame(opcode, in.readNBytes(length()));
  }

  @SuppressWarnings("ArrayRecordComponent") // read once
  private record Frame(int opcode, byte[] payload) {}

  /** The sentence beside the close code. */
  String reason() {
    return reason;
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte();
    return length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
  }
}
