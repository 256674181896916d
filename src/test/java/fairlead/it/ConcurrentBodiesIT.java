package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Requests with bodies side by side: each is answered for what it asked, and none is lost. */
@Timeout(300)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class ConcurrentBodiesIT {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = 1_600;
  private static final int BUSY = 2;

  /** How a client sends its body. */
  private enum Manner {
    WITH_HEAD,
    LATER,
    CHUNKED
  }

  private static Alone place;
  private static int port;
  private static Browserless person;
  private static String origin;

  @BeforeAll
  static void start() throws Exception {
    // Sign-ins count as failures until they have succeeded, and all are of one account.
    place =
        Alone.start(
            Site.directory("concurrent-bodies"),
            Map.of("FAIRLEAD_ACCESS_SIGN_IN_FAILURES_ACCOUNT", "100"));
    port = URI.create(place.server().address()).getPort();
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
  void eachIsAnswered() throws Exception {
    assertAnswered();
  }

  @Test
  void eachIsAnsweredByABusyMachine() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> busy = new ArrayList<>();
    for (int i = 0; i < BUSY; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (!over.get()) {
                  Thread.onSpinWait();
                }
              });
      thread.start();
      busy.add(thread);
    }
    try {
      assertAnswered();
    } finally {
      over.set(true);
      for (Thread thread : busy) {
        thread.join();
      }
    }
  }

  @Test
  void aBrokenChunkIsABadRequest() throws Exception {
    Set<String> before = faults();
    RawHttp http = new RawHttp("127.0.0.1", port);
    for (String chunk : List.of("zz\r\n", "-1\r\n", "5\r\nhelloXX", "2\r\n{}\r\nzz\r\n")) {
      for (boolean later : List.of(false, true)) {
        String[] head = json("Transfer-Encoding: chunked");
        RawHttp.Answer answer =
            later
                ? http.sendParts("POST", "/api/files", List.of("", chunk), head)
                : http.sendParts("POST", "/api/files", List.of(chunk), head);
        assertEquals(400, answer.status(), () -> chunk + answer);
        assertEquals(
            "{\"message\":\"The body of the request is malformed.\"}", answer.body(), chunk);
      }
    }
    assertEquals(before, faults());
  }

  private static void assertAnswered() throws Exception {
    Set<String> before = faults();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<String>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        answers.add(clients.submit(() -> answer(number)));
      }
      Map<String, Integer> wrong = new TreeMap<>();
      for (Future<String> answer : answers) {
        wrong.merge(answer.get(), 1, Integer::sum);
      }
      assertEquals(Map.of("as expected", REQUESTS), wrong);
    } finally {
      clients.shutdownNow();
    }
    assertEquals(before, faults());
  }

  /** What is wrong with the answer to the request of this number. */
  private static String answer(int number) throws IOException {
    // Each from its own address: what is limited by address is another test's.
    RawHttp http = new RawHttp("127.0.%d.%d".formatted(20 + number / 200, 1 + number % 200), port);
    Manner manner = Manner.values()[number % 3];
    return switch (number / 3 % 3) {
      case 0 -> {
        String form = RawHttp.form("nobody" + number, "wrong");
        RawHttp.Answer answer = send(http, manner, "/sign-in", form, RawHttp.FORM, origin);
        yield said(answer, manner, 303, answer.location(), "/sign-in.html?failed");
      }
      case 1 -> {
        String form = RawHttp.form("operator", Browserless.PASSWORD);
        RawHttp.Answer answer = send(http, manner, "/sign-in", form, RawHttp.FORM, origin);
        yield said(answer, manner, 303, answer.location(), "/");
      }
      default -> {
        RawHttp.Answer answer =
            send(http, manner, "/api/files", "{\"host\":\"no" + number + "\"}", json());
        yield said(answer, manner, 404, answer.body(), "{\"message\":\"");
      }
    };
  }

  private static String said(
      RawHttp.Answer answer, Manner manner, int status, String text, String expected) {
    boolean right =
        answer.status() == status
            && (expected.startsWith("{") ? text.startsWith(expected) : text.equals(expected));
    return right
        ? "as expected"
        : manner + ": " + answer.status() + " " + text + " instead of " + status + " " + expected;
  }

  private static RawHttp.Answer send(
      RawHttp http, Manner manner, String path, String body, String... headers) throws IOException {
    String length = "Content-Length: " + body.length();
    return switch (manner) {
      case WITH_HEAD -> http.sendParts("POST", path, List.of(body), with(headers, length));
      case LATER -> http.sendParts("POST", path, List.of("", body), with(headers, length));
      case CHUNKED -> {
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
        yield http.sendParts(
            "POST", path, List.of(chunk, "0\r\n\r\n"), with(headers, "Transfer-Encoding: chunked"));
      }
    };
  }

  private static String[] json(String... more) {
    return with(
        new String[] {
          "Cookie: " + person.cookies(), origin, "X-Fairlead: 1", "Content-Type: application/json"
        },
        more);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  /** The server's records of faults. */
  private static Set<String> faults() throws IOException {
    Path records =
        place
            .server()
            .userDirectory()
            .resolve("servers")
            .resolve(place.server().name())
            .resolve("logs/ffdc");
    if (!Files.exists(records)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(records)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
