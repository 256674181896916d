package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Bodies that are too long, too deep or never come: they cost one request and nobody else. */
@Timeout(180)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class BodiesIT {
  /** More than the server's threads, and on a busy machine still far from the stall of before. */
  private static final int CLIENTS = 300;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Alone place;
  private static int port;
  private static Browserless person;
  private static RawHttp http;
  private static String origin;

  @BeforeAll
  static void start() throws Exception {
    place =
        Alone.start(
            Site.directory("bodies"),
            Map.of("FAIRLEAD_ACCESS_BODY_TIMEOUT", "PT20S", "FAIRLEAD_ACCESS_BODIES", "20"));
    port = URI.create(place.server().address()).getPort();
    http = new RawHttp("127.0.0.1", port);
    origin = "Origin: " + place.server().address();
    person = Browserless.signedIn(place.server().address(), "operator");
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void noBodyIsLongerThanTheLimit() throws Exception {
    String long1 = "{\"host\":\"" + "A".repeat(65_536) + "\"}";
    for (String path : List.of("/api/files", "/api/drain", "/api/files/x/answers")) {
      assertEquals(413, person.post(path, long1).statusCode(), path);
      assertEquals(413, chunked(path, 100), path);
      assertEquals(
          415, http.send("POST", path, "{}", json("Content-Encoding: gzip")).status(), path);
    }
    String form = RawHttp.form("operator", "A".repeat(9_000));
    assertEquals(413, http.send("POST", "/sign-in", form, RawHttp.FORM, origin).status());
  }

  @Test
  void requestsAreReadAsStrictlyAsMessages() throws Exception {
    for (String body :
        List.of(
            "",
            "[".repeat(60_000),
            "{\"host\":".repeat(8_000),
            "{\"host\":\"alone\",\"host\":\"alone\"}",
            "{\"host\":\"alone\",\"other\":1}",
            "{\"host\":1}",
            "{\"host\":\"alone\"}{}",
            "{\"host\":\"alone\"} x")) {
      RawHttp.Answer answer = http.send("POST", "/api/files", body, json("Accept: */*"));
      assertEquals(400, answer.status(), body);
      assertFalse(answer.body().contains("Exception"), answer.body());
    }
    assertFalse(place.server().said("StackOverflowError"));
  }

  /** The server would take such a length for none, and the body for the next request. */
  @Test
  void aSliceWhoseLengthIsUnclearIsRefused() throws Exception {
    String target = "/api/transfers/none/upload?path=/x&key=k&offset=0&size=1&overwrite=false";
    List<String> wrong = new ArrayList<>();
    for (String length :
        List.of(
            "Content-Length: -1",
            "Content-Length: abc",
            "Content-Length: +17",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: gzip, chunked")) {
      RawHttp.Answer answer = http.sendParts("POST", target, List.of(""), json(length));
      if (!List.of(400, 411).contains(answer.status())) {
        wrong.add(length + ": " + answer.status());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void bodiesThatNeverComeHoldNobodyUp() throws Exception {
    String cookies = "Cookie: " + person.cookies() + "\r\n";
    String half = "Content-Length: 50\r\n\r\n{";
    Map<String, String> heads =
        Map.of(
            "a sign-in", "POST /sign-in HTTP/1.1\r\n" + origin + "\r\n" + half,
            "a sign-out", "POST /sign-out HTTP/1.1\r\n" + origin + "\r\n" + half,
            "nobody's request", "POST /api/files HTTP/1.1\r\n" + half,
            "nobody's page", "POST / HTTP/1.1\r\n" + half,
            "a provider", "POST /sign-in/provider HTTP/1.1\r\n" + half,
            "a page", "GET /sign-in.html HTTP/1.1\r\n" + half,
            "a request",
                "POST /api/files HTTP/1.1\r\nX-Fairlead: 1\r\nContent-Type: application/json\r\n"
                    + cookies
                    + origin
                    + "\r\n"
                    + half);
    int address = 1;
    for (Map.Entry<String, String> head : heads.entrySet()) {
      List<Socket> clients = new ArrayList<>();
      try {
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(client("127.0.6." + address, head.getValue()));
        }
        long begun = System.nanoTime();
        assertEquals(200, person.get("/api/session").statusCode());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String stacks = place.server().stacks("Default Executor");
        assertFalse(stacks.contains("SyncRead"), () -> head.getKey() + ": " + stacks);
        assertTrue(took.compareTo(PATIENCE) < 0, head.getKey() + " took " + took);
      } finally {
        for (Socket client : clients) {
          client.close();
        }
      }
      address++;
    }
  }

  @Test
  void aBodyHasADeadlineAndAnAddressItsShare() throws Exception {
    int places = 20;
    int more = 3;
    List<Socket> clients = new ArrayList<>();
    try {
      String head = "POST /sign-in HTTP/1.1\r\n" + origin + "\r\nContent-Length: 50\r\n\r\nj_";
      for (int i = 0; i < places + more; i++) {
        clients.add(client("127.0.7.1", head));
      }
      // Nothing is awaited of those that are refused: they have their answers at once.
      Patience.await(
          PATIENCE,
          () -> clients.stream().filter(BodiesIT::answered).count() == more,
          () -> "refused: " + clients.stream().filter(BodiesIT::answered).count());
      // Another address is not concerned.
      assertEquals(
          "/",
          new RawHttp("127.0.7.2", port)
              .send(
                  "POST",
                  "/sign-in",
                  RawHttp.form("operator", Browserless.PASSWORD),
                  RawHttp.FORM,
                  origin)
              .location());
      Map<Integer, Integer> answers = new TreeMap<>();
      for (Socket client : clients) {
        answers.merge(status(client), 1, Integer::sum);
      }
      assertEquals(Map.of(408, places, 429, more), answers);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static Socket client(String from, String head) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(60_000);
    String whole = head.replaceFirst("\r\n", "\r\nHost: localhost:" + port + "\r\n");
    socket.getOutputStream().write(whole.getBytes(ISO_8859_1));
    return socket;
  }

  private static boolean answered(Socket client) {
    try {
      return client.getInputStream().available() > 0;
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private static int status(Socket client) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1)).readLine();
    return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
  }

  /** The status of a body without a length, of that many KiB. */
  private static int chunked(String path, int kibibytes) throws IOException {
    String head =
        "POST " + path + " HTTP/1.1\r\n" + String.join("\r\n", json("Transfer-Encoding: chunked"));
    try (Socket client = client("127.0.0.1", head + "\r\n\r\n")) {
      for (int i = 0; i < kibibytes; i++) {
        client
            .getOutputStream()
            .write(("400\r\n" + "A".repeat(1024) + "\r\n").getBytes(ISO_8859_1));
      }
      return status(client);
    }
  }

  private static String[] json(String more) {
    return new String[] {
      "Cookie: " + person.cookies(), origin, "X-Fairlead: 1", "Content-Type: application/json", more
    };
  }
}
