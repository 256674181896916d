package fairlead.testing.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * An Instance Connect Endpoint on loopback: {@code openTunnel}, a presigned WebSocket (RFC 6455)
 * whose binary messages are the bytes of a TCP connection.
 */
public final class TunnelServer implements AutoCloseable {
  private static final int BINARY = 2;
  private static final int CLOSE = 8;

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final UnaryOperator<String> secrets;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private volatile boolean gone;

  /**
   * @param secrets of access keys, null for one that is not known
   */
  public TunnelServer(UnaryOperator<String> secrets) throws IOException {
    this.secrets = secrets;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public String url() {
    return "ws://127.0.0.1:" + listener.getLocalPort();
  }

  /** Which port of this machine stands for a private address. */
  public Map<String, Integer> ports() {
    return ports;
  }

  /** The queries of the tunnels that were opened. */
  public List<String> queries() {
    return queries;
  }

  /** From now on there is no such endpoint. */
  public void vanish() {
    gone = true;
  }

  /** Breaks what is open, without a word. */
  public void cut() throws IOException {
    for (Closeable one : open) {
      one.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String[] request = line(in).split(" ", -1);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int mark = request[1].indexOf('?');
      String path = request[1].substring(0, mark);
      String query = request[1].substring(mark + 1);
      Optional<String> wrong =
          Signature.wrongQuery(
              new Signature.Received(request[0], path, query, headers, ""), secrets);
      OutputStream out = socket.getOutputStream();
      if (gone || wrong.isPresent() || !path.equals("/openTunnel")) {
        String status = wrong.isPresent() ? "403 " + wrong.get() : "404 Not Found";
        out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(US_ASCII));
        return;
      }
      queries.add(query);
      try (Socket host =
          new Socket(
              InetAddress.getLoopbackAddress(),
              ports.get(Signature.query(query).get("privateIpAddress")))) {
        open.add(host);
        out.write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + accepted(headers.get("sec-websocket-key"))
                    + "\r\n\r\n")
                .getBytes(US_ASCII));
        threads.execute(() -> outward(host, out));
        inward(new DataInputStream(in), host.getOutputStream());
      }
    } catch (IOException | GeneralSecurityException ended) {
      // One of the two has gone; so does the other.
    }
  }

  /** What the instance says. */
  private static void outward(Socket host, OutputStream out) {
    byte[] bytes = new byte[60_000];
    try {
      InputStream in = host.getInputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        send(out, BINARY, bytes, count);
      }
      send(out, CLOSE, new byte[] {3, (byte) 232}, 2);
    } catch (IOException ended) {
      // As above.
    }
  }

  private static void send(OutputStream out, int kind, byte[] bytes, int count) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(count + 4);
    frame.write(0x80 | kind);
    if (count < 126) {
      frame.write(count);
    } else {
      frame.write(126);
      frame.write(count >> 8);
      frame.write(count);
    }
    frame.write(bytes, 0, count);
    out.write(frame.toByteArray());
  }

  /** What is said to the instance; clients mask it. */
  private static void inward(DataInputStream in, OutputStream host) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0xf;
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        throw new IOException("longer than AWS takes");
      }
      byte[] mask = in.readNBytes(4);
      byte[] bytes = in.readNBytes(length);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= mask[i % 4];
      }
      if (kind == CLOSE) {
        return;
      }
      host.write(bytes);
    }
  }

  private static String accepted(String key) throws GeneralSecurityException {
    byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("ended");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
    threads.shutdownNow();
  }
}
