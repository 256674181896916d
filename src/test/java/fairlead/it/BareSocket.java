package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A WebSocket client (RFC 6455) for what a well-behaved one cannot be made to do: reset its
 * connection, not read, not answer a close.
 */
final class BareSocket implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int GOING_AWAY = 1001;
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private BareSocket(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param cookies of a signed-in person
   * @param subprotocol null for plain mode
   */
  static BareSocket connect(int port, String cookies, String subprotocol) throws IOException {
    Socket socket = new Socket();
    // Small, so that a peer which does not read is soon felt.
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(new java.net.InetSocketAddress("localhost", port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    BareSocket bare = new BareSocket(socket);
    String request =
        "GET /ws/terminal/ HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nOrigin: http://localhost:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: "
            + cookies
            + (subprotocol == null ? "" : "\r\nSec-WebSocket-Protocol: " + subprotocol)
            + "\r\n\r\n";
    bare.out.write(request.getBytes(ISO_8859_1));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) bare.in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("No upgrade: " + answer);
    }
    return bare;
  }

  void say(String json) throws IOException {
    frame(TEXT, json.replace('\'', '"').getBytes(UTF_8));
  }

  void type(String keys) throws IOException {
    frame(BINARY, keys.getBytes(UTF_8));
  }

  /** Sends WebSocket's own pings, as large as they may be, in one write. */
  void ping(int count) throws IOException {
    ByteBuffer pings = ByteBuffer.allocate(count * (6 + 125));
    for (int i = 0; i < count; i++) {
      pings.put((byte) (0x80 | PING)).put((byte) (0x80 | 125)).putInt(0).put(new byte[125]);
    }
    out.write(pings.array());
  }

  /** Reads on until the output contains this. */
  void awaitOutput(String part) throws IOException {
    readOutput(part, 0);
  }

  /** Sends a close frame, as a page that goes away does. */
  void sayGoodbye() throws IOException {
    frame(CLOSE, new byte[] {GOING_AWAY >> 8, (byte) GOING_AWAY});
  }

  /** Reads on until there is output. */
  void awaitBytes() throws IOException {
    int opcode;
    do {
      opcode = in.readUnsignedByte() & 0xF;
      payload();
    } while (opcode != BINARY);
  }

  /** Reads until there are that many bytes of output after this. */
  byte[] readOutput(String after, int count) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int from = -1;
    while (from < 0 || output.size() < from + count) {
      int opcode = in.readUnsignedByte() & 0xF;
      byte[] payload = payload();
      if (opcode == BINARY) {
        output.writeBytes(payload);
      }
      if (from < 0) {
        int found = output.toString(ISO_8859_1).indexOf(after);
        from = found < 0 ? -1 : found + after.length();
      }
    }
    return Arrays.copyOfRange(output.toByteArray(), from, from + count);
  }

  /** Reads on until the server says this. */
  JsonObject await(String type) throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0xF;
      byte[] payload = payload();
      if (opcode == CLOSE) {
        throw new IOException(
            "Closed while " + type + " was awaited: " + new String(payload, UTF_8));
      }
      if (opcode == TEXT) {
        JsonObject message =
            Json.createReader(new StringReader(new String(payload, UTF_8))).readObject();
        if (type.equals(message.getString("type", "message"))) {
          return message;
        }
      }
    }
  }

  /** Vanishes as a process that is killed with unread bytes does: by a TCP reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private byte[] payload() throws IOException {
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    return in.readNBytes((int) length);
  }

  private void frame(int opcode, byte[] payload) throws IOException {
    if (payload.length > 0xFFFF) {
      throw new IllegalArgumentException("payload: " + payload.length + " (expected: 0..65535)");
    }
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    // A mask of zeros masks nothing.
    frame.putInt(0).put(payload);
    out.write(frame.array(), 0, frame.position());
  }
}
