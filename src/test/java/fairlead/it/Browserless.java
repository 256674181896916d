package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A signed-in person without a browser: REST calls and terminal sockets. */
final class Browserless {
  static final String PASSWORD = "test-password";

  private final String base;
  private final String origin;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;

  private Browserless(String base, SSLContext trust) {
    this.base = base;
    origin = URI.create(base).resolve("/").toString().replaceFirst("/$", "");
    HttpClient.Builder builder =
        HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(10));
    client = (trust == null ? builder : builder.sslContext(trust)).build();
  }

  static Browserless anonymous() {
    return new Browserless(SharedServer.base(), null);
  }

  /** Nobody, at another server than the shared one. */
  static Browserless at(String base) {
    return new Browserless(base, null);
  }

  /** Nobody, at a server that speaks TLS with a certificate of a test's own. */
  static Browserless at(String base, SSLContext trust) {
    return new Browserless(base, trust);
  }

  static Browserless signedIn(String name) throws IOException, InterruptedException {
    return signedIn(SharedServer.base(), name);
  }

  /** Somebody at another server than the shared one. */
  static Browserless signedIn(String base, String name) throws IOException, InterruptedException {
    Browserless person = at(base);
    HttpResponse<String> answer = person.signIn(name, PASSWORD);
    String home = URI.create(base).getPath() + "/";
    if (!home.equals(URI.create(answer.headers().firstValue("Location").orElse("")).getPath())) {
      throw new IOException(
          "Sign-in of " + name + ": " + answer.statusCode() + " " + answer.headers());
    }
    return person;
  }

  HttpResponse<String> signIn(String name, String password)
      throws IOException, InterruptedException {
    return signIn(name, password, Map.of());
  }

  /**
   * Signs in.
   *
   * @param headers that the request has too
   */
  HttpResponse<String> signIn(String name, String password, Map<String, String> headers)
      throws IOException, InterruptedException {
    String form =
        "j_username="
            + URLEncoder.encode(name, UTF_8)
            + "&j_password="
            + URLEncoder.encode(password, UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(form));
    headers.forEach(request::header);
    return send(request);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  /** For an answer that takes its time. */
  HttpResponse<String> patientlyGet(String path, Duration patience)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).GET().build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("X-Fairlead", "1")
            .header("Origin", origin)
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("X-Fairlead", "1")
            .header("Origin", origin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends bytes, as an upload does. */
  HttpResponse<String> put(String path, byte[] bytes) throws IOException, InterruptedException {
    return put(path, HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  HttpResponse<String> put(String path, HttpRequest.BodyPublisher bytes)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("X-Fairlead", "1")
            .header("Origin", origin)
            .header("Content-Type", "application/octet-stream")
            .POST(bytes));
  }

  /**
   * Gets bytes.
   *
   * @param range the header; null for none
   */
  HttpResponse<byte[]> bytes(String path, String range) throws IOException, InterruptedException {
    return bytesWith(path, range == null ? Map.of() : Map.of("Range", range));
  }

  /** The same with these headers. */
  HttpResponse<byte[]> bytesWith(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    headers.forEach(request::header);
    return client.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Gets as many bytes as there are, one after another. */
  InputStream stream(String path) throws IOException, InterruptedException {
    return streamed(path).body();
  }

  /** The same with what stands before them. */
  HttpResponse<InputStream> streamed(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The login, as a request header. */
  String cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(one -> one.getName() + "=" + one.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Opens a socket that speaks {@code fairlead.v1}. */
  Socket socket() {
    return socket(origin, "fairlead.v1");
  }

  /**
   * Opens a socket.
   *
   * @param origin of the page that would have opened it
   * @param subprotocol null for plain mode
   */
  Socket socket(String origin, String subprotocol) {
    WebSocket.Builder builder =
        client
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .header("Origin", origin);
    if (subprotocol != null) {
      builder.subprotocols(subprotocol);
    }
    Socket socket = new Socket(subprotocol != null);
    socket.webSocket =
        builder.buildAsync(URI.create(base.replace("http", "ws") + "/ws/terminal/"), socket).join();
    return socket;
  }

  /** Opens a plain socket as a script does: with a token, and without an Origin. */
  Socket socketOf(String token) {
    Socket socket = new Socket(false);
    socket.webSocket =
        client
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(base.replace("http", "ws") + "/ws/terminal/"), socket)
            .join();
    return socket;
  }

  /** One request with a token instead of a login. */
  HttpResponse<String> withToken(String method, String path, String token)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** Connects a socket of {@code fairlead.v1} by way of another port, such as a proxy's. */
  CompletableFuture<WebSocket> connect(int port, WebSocket.Listener listener) {
    return client
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .header("Origin", "http://localhost:" + port)
        .subprotocols("fairlead.v1")
        .buildAsync(URI.create("ws://localhost:" + port + "/ws/terminal/"), listener);
  }

  /** One socket: everything it was told, waited for with a deadline. */
  static final class Socket implements WebSocket.Listener {
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<JsonObject> messages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket webSocket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private int closeCode;
    private String closeReason = "";
    private volatile boolean acknowledges;
    private volatile boolean answersPings;
    private long start;

    /**
     * @param acknowledges all output that comes: in plain mode that would be input
     */
    Socket(boolean acknowledges) {
      this.acknowledges = acknowledges;
    }

    void say(String json) {
      send(() -> webSocket.sendText(json.replace('\'', '"'), true)).join();
    }

    /** Text as it is: input in plain mode. */
    void webSocketText(String words) {
      send(() -> webSocket.sendText(words, true)).join();
    }

    void type(String keys) {
      type(keys.getBytes(UTF_8));
    }

    void type(byte[] keys) {
      send(() -> webSocket.sendBinary(ByteBuffer.wrap(keys), true)).join();
    }

    /** The server may close before it has read all of it. */
    void typeUntilClosed(byte[] keys) {
      send(() -> webSocket.sendBinary(ByteBuffer.wrap(keys), true))
          .handle((done, closedMeanwhile) -> null)
          .join();
    }

    void open(String host) {
      say("{'type':'open','host':'" + host + "','columns':80,'rows':24}");
    }

    /** Answers pings, as a client must that stays connected for longer than a ping timeout. */
    void answerPings() {
      answersPings = true;
    }

    void neverAcknowledge() {
      acknowledges = false;
    }

    /** Acknowledges what has come, and from now on all that comes. */
    void acknowledgeAgain() {
      acknowledges = true;
      acknowledge(webSocket, outputOffset()).join();
    }

    /** The client takes one message at a time; the next one waits for the one before. */
    private synchronized CompletableFuture<?> send(Supplier<CompletableFuture<?>> next) {
      lastSend = lastSend.handle((done, failed) -> null).thenCompose(ignored -> next.get());
      return lastSend;
    }

    /** Output arrives from this offset on. */
    synchronized void startAt(long offset) {
      start = offset;
    }

    synchronized long outputOffset() {
      return start + output.size();
    }

    synchronized byte[] output() {
      return output.toByteArray();
    }

    void abort() {
      webSocket.abort();
    }

    JsonObject await(String type) throws InterruptedException {
      return await(message -> type.equals(message.getString("type", "")), type);
    }

    synchronized JsonObject await(Predicate<JsonObject> wanted, String what)
        throws InterruptedException {
      long deadline = System.nanoTime() + WAIT_NANOS;
      while (true) {
        for (JsonObject message : messages) {
          if (wanted.test(message)) {
            messages.remove(message);
            return message;
          }
        }
        waitUntil(deadline, what);
      }
    }

    synchronized String awaitOutput(String part) throws InterruptedException {
      long deadline = System.nanoTime() + WAIT_NANOS;
      while (!output.toString(UTF_8).contains(part)) {
        waitUntil(deadline, "output " + part);
      }
      return output.toString(UTF_8);
    }

    synchronized void awaitBytes(int count) throws InterruptedException {
      long deadline = System.nanoTime() + 3 * WAIT_NANOS;
      while (output.size() < count) {
        waitUntil(deadline, count + " bytes");
      }
    }

    /** 0 while it is open. */
    synchronized int closeCode() {
      return closeCode;
    }

    int awaitClose() throws InterruptedException {
      return awaitClose(Duration.ofNanos(WAIT_NANOS));
    }

    synchronized int awaitClose(Duration patience) throws InterruptedException {
      long deadline = System.nanoTime() + patience.toNanos();
      while (closeCode == 0) {
        waitUntil(deadline, "close");
      }
      return closeCode;
    }

    @SuppressWarnings("WaitNotInLoop") // every caller is one
    private void waitUntil(long deadline, String what) throws InterruptedException {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        String seen = output.toString(UTF_8);
        throw new AssertionError(
            "waited in vain for "
                + what
                + "; messages "
                + messages
                + ", close "
                + closeCode
                + " "
                + closeReason
                + ", output ends with "
                + seen.substring(Math.max(0, seen.length() - 300)));
      }
      wait(left);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      long offset;
      synchronized (this) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        output.writeBytes(bytes);
        offset = start + output.size();
        notifyAll();
      }
      socket.request(1);
      // Acknowledged frame by frame; a send that is still under way carries the newest offset with
      // the next one.
      return acknowledges ? acknowledge(socket, offset) : null;
    }

    private CompletableFuture<?> acknowledge(WebSocket socket, long offset) {
      return send(() -> socket.sendText("{\"type\":\"ack\",\"output\":" + offset + "}", true));
    }

    @Override
    public synchronized CompletionStage<?> onText(
        WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      CompletionStage<?> answered = null;
      if (last) {
        JsonObject message = Json.createReader(new StringReader(text.toString())).readObject();
        text.setLength(0);
        if (answersPings && message.getString("type").equals("ping")) {
          String pong = "{\"type\":\"pong\",\"t\":" + message.get("t") + "}";
          answered = send(() -> socket.sendText(pong, true));
        } else {
          messages.add(message);
        }
        notifyAll();
      }
      socket.request(1);
      return answered;
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closeCode = code;
      closeReason = reason;
      notifyAll();
      return null;
    }

    @Override
    public synchronized void onError(WebSocket socket, Throwable error) {
      closeCode = 1006;
      closeReason = String.valueOf(error);
      notifyAll();
    }
  }
}
