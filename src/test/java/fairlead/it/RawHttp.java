package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Requests of a client that holds to no rules: any header, any cookie, from any address of this
 * machine.
 */
final class RawHttp {
  static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 5;

  private final String from;
  private final int port;
  private final String host;

  /**
   * @param from the client's own address, in 127.0.0.0/8
   */
  RawHttp(String from) {
    this(from, SharedServer.port());
  }

  /** The same at another server than the shared one. */
  RawHttp(String from, int port) {
    this(from, port, "localhost:" + port);
  }

  private RawHttp(String from, int port, String host) {
    this.from = from;
    this.port = port;
    this.host = host;
  }

  /** The same, with a {@code Host} of the client's choice. */
  RawHttp asking(String otherHost) {
    return new RawHttp(from, port, otherHost);
  }

  /** The header of a page of this server. */
  String origin() {
    return "Origin: http://localhost:" + port;
  }

  /** What the server answered; without its body where a socket was asked for. */
  record Answer(int status, List<String> headers, String body) {
    Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }

    List<String> all(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .toList();
    }

    String location() {
      return header("Location").orElse("");
    }

    /** The value that it gives this cookie; empty when none. */
    String cookie(String name) {
      return all("Set-Cookie").stream()
          .map(cookie -> cookie.split(";", 2)[0])
          .filter(cookie -> cookie.startsWith(name + "="))
          .map(cookie -> cookie.substring(name.length() + 1))
          .findFirst()
          .orElse("");
    }

    /** The header with which a browser sends its cookies back; those taken away are not in it. */
    String cookies() {
      Map<String, String> kept = new LinkedHashMap<>();
      for (String cookie : all("Set-Cookie")) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        kept.put(pair[0], pair[1].replace("\"", ""));
      }
      return "Cookie: "
          + kept.entrySet().stream()
              .filter(cookie -> !cookie.getValue().isEmpty())
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; "));
    }
  }

  Answer get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  Answer signIn(String name, String password, String... headers) throws IOException {
    return send("POST", "/sign-in", form(name, password), with(headers, origin(), FORM));
  }

  /** Sends a request on a connection of its own. */
  Answer send(String method, String path, String body, String... headers) throws IOException {
    try (Socket socket = connect()) {
      String[] all = with(headers, "Connection: close", "Content-Length: " + body.length());
      write(socket, method, path, body, all);
      Answer head = head(socket.getInputStream());
      String rest = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return new Answer(head.status(), head.headers(), rest);
    }
  }

  /**
   * Sends a request whose body comes in parts, on a connection of its own.
   *
   * @param parts the first one is sent with the head, each other one a moment later
   * @param headers with those that say how long the body is
   */
  Answer sendParts(String method, String path, List<String> parts, String... headers)
      throws IOException {
    try (Socket socket = connect()) {
      socket.setTcpNoDelay(true);
      write(socket, method, path, parts.get(0), with(headers, "Connection: close"));
      for (String part : parts.subList(1, parts.size())) {
        pause();
        socket.getOutputStream().write(part.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
      }
      return answer(socket);
    }
  }

  /** Sends the head of a request and the first bytes of its body. */
  void begin(Socket socket, String path, String part, String... headers) throws IOException {
    socket.setTcpNoDelay(true);
    write(socket, "POST", path, part, headers);
  }

  /** The answer to a request that was begun. */
  static Answer answer(Socket socket) throws IOException {
    Answer head = head(socket.getInputStream());
    int length = Integer.parseInt(head.header("Content-Length").orElse("0"));
    String body = new String(socket.getInputStream().readNBytes(length), UTF_8);
    return new Answer(head.status(), head.headers(), body);
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Asks for a terminal's socket, and leaves it at that. */
  Answer upgrade(String... headers) throws IOException {
    try (Socket socket = connect()) {
      return upgrade(socket, headers);
    }
  }

  Answer upgrade(Socket socket, String... headers) throws IOException {
    String[] all =
        with(
            headers,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: fairlead.v1");
    write(socket, "GET", "/ws/terminal/", "", all);
    return head(socket.getInputStream());
  }

  static String form(String name, String password) {
    return "j_username="
        + URLEncoder.encode(name, UTF_8)
        + "&j_password="
        + URLEncoder.encode(password, UTF_8);
  }

  static String basic(String name, String password) {
    byte[] both = (name + ":" + password).getBytes(UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
  }

  Socket connect() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private void write(Socket socket, String method, String path, String body, String... headers)
      throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n"
            .formatted(method, path, host, String.join("\r\n", headers));
    socket.getOutputStream().write((head + body).getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static Answer head(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no answer, but " + read.toString(ISO_8859_1));
      }
      read.write(next);
    }
    List<String> lines = List.of(read.toString(ISO_8859_1).split("\r\n"));
    return new Answer(
        Integer.parseInt(lines.get(0).split(" ", 3)[1]), lines.subList(1, lines.size()), "");
  }

  private static String[] with(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
