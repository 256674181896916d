package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Only a sign-in begins a login, and the end of one ends what it opened. */
@Timeout(180)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class LoginsIT {
  private static final String LOGIN_COOKIE = "LtpaToken2";

  private static PolicyPlace place;
  private static RawHttp http;
  private static String origin;

  @BeforeAll
  static void start() throws Exception {
    place =
        new PolicyPlace(
            "logins",
            Map.of(
                "FAIRLEAD_LOGIN_LIFETIME", "1m",
                "FAIRLEAD_LOGIN_IDLE", "20s",
                "FAIRLEAD_LOGIN_WARNING", "PT10S",
                "FAIRLEAD_LOGIN_PER_PERSON", "3"));
    http = new RawHttp("127.0.0.1", URI.create(place.server.base()).getPort());
    origin = "Origin: " + place.server.base();
    place.rules(
        """
          - name: all
            groups: [operator]
            hosts: ['*']
            networks: [127.0.0.1/32]
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void theLoginCookieAloneIsNoLogin() throws Exception {
    Browserless person = place.signedIn("second");
    String both = "Cookie: " + person.cookies();
    String alone = "Cookie: " + cookie(person, LOGIN_COOKIE);
    assertEquals(101, http.upgrade(origin, both).status());
    assertNobody(alone);
    assertEquals(303, person.call("POST", "/sign-out").statusCode());
    assertNobody(alone);
    assertNobody(both);
  }

  @Test
  void aWrongPasswordEndsNoLoginOfTheSameBrowser() throws Exception {
    Browserless person = place.signedIn("second");
    Browserless.Socket socket = opened(person);
    for (String name : List.of("second", "auditor", "nobody")) {
      HttpResponse<String> answer = person.signIn(name, "mistyped");
      assertEquals("/sign-in.html?failed", answer.headers().firstValue("Location").orElse(""));
      assertEquals(200, person.get("/api/session").statusCode(), name);
    }
    assertEquals(0, socket.closeCode());
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  /** What a request would do, it would do for somebody who has signed out. */
  @Test
  void aBodyThatComesAfterTheSignOutIsServedToNobody() throws Exception {
    Browserless person = place.signedIn("second");
    String body = "{\"host\":\"web-1\"}";
    String head =
        String.join(
            "\r\n",
            "POST /api/files HTTP/1.1",
            "Host: " + origin.substring("Origin: http://".length()),
            origin,
            "Cookie: " + person.cookies(),
            "X-Fairlead: 1",
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "Connection: close",
            "",
            "");
    try (Socket socket = new Socket("localhost", URI.create(place.server.base()).getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((head + body.substring(0, 3)).getBytes(UTF_8));
      // Its head is taken in the same order as the sign-out that follows, or is refused by itself.
      assertEquals(200, person.get("/api/session").statusCode());
      assertEquals(303, person.call("POST", "/sign-out").statusCode());
      socket.getOutputStream().write(body.substring(3).getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    }
  }

  @Test
  void aSocketThatComesDuringTheSignOutDoesNotOutliveIt() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 12; i++) {
        Browserless person = place.signedIn("second");
        int delay = i % 6;
        Future<Browserless.Socket> socket =
            threads.submit(
                () -> {
                  TimeUnit.MILLISECONDS.sleep(delay);
                  return person.socket();
                });
        assertEquals(303, person.call("POST", "/sign-out").statusCode());
        try {
          assertEquals(4401, socket.get().awaitClose(), "try " + i);
        } catch (ExecutionException refused) {
          assertTrue(String.valueOf(refused).contains("Handshake"), refused::toString);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsNoUpgradeIsRefusedBeforeTheServerThrows() throws Exception {
    String cookies = "Cookie: " + place.signedIn("second").cookies();
    for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
      for (String upgrade : List.of("X-Nothing: 1", "Upgrade: h2c", "Upgrade:")) {
        RawHttp.Answer answer = http.send(method, "/ws/terminal/", "", origin, cookies, upgrade);
        assertEquals(400, answer.status(), () -> method + " " + upgrade);
      }
    }
  }

  @Test
  void theFirstRequestAfterASignInIsSignedIn() throws Exception {
    for (int i = 0; i < 60; i++) {
      assertEquals(200, place.signedIn("second").get("/api/session").statusCode(), "sign-in " + i);
    }
  }

  @Test
  void requestsThatAreNoSignInFillNoTable() throws Exception {
    String alone = "Cookie: " + cookie(place.signedIn("second"), LOGIN_COOKIE);
    for (int i = 0; i < 300; i++) {
      RawHttp.Answer answer = http.get("/api/session", alone);
      assertEquals(401, answer.status());
      assertEquals(List.of(), answer.all("Set-Cookie"));
    }
    assertEquals(200, place.signedIn("auditor").get("/api/session").statusCode());
  }

  @Test
  void oneLoginTooManyEndsTheLongestUnusedOfThatPersonAndItsSockets() throws Exception {
    Browserless other = place.signedIn("auditor");
    Browserless first = place.signedIn("admin");
    Browserless.Socket socket = first.socket();
    List<Browserless> more =
        List.of(place.signedIn("admin"), place.signedIn("admin"), place.signedIn("admin"));
    assertEquals(4401, socket.awaitClose());
    assertEquals(401, first.get("/api/session").statusCode());
    for (Browserless one : more) {
      assertEquals(200, one.get("/api/session").statusCode());
    }
    assertEquals(200, other.get("/api/session").statusCode());
  }

  @Test
  void anIdleLoginEndsItsTerminalAfterAWarning() throws Exception {
    Browserless person = place.signedIn("operator");
    Browserless.Socket socket = person.socket();
    socket.answerPings();
    socket.open("web-1");
    PolicyPlace.opened(socket);
    socket.await(one -> one.getString("kind", "").equals("sign-in"), "the warning");
    // A person who comes back in time stays signed in.
    assertEquals(200, person.get("/api/session").statusCode());
    socket.await(one -> one.getString("kind", "").equals("sign-in-goes-on"), "the all-clear");
    // Twenty seconds after the last use.
    assertEquals(4401, socket.awaitClose(Duration.ofSeconds(40)));
    assertNobody("Cookie: " + person.cookies());
    assertFalse(Site.terminals(place.signedIn("operator")).iterator().hasNext());
  }

  @Test
  void aLoginEndsAtItsLifetimeUnlessItsPersonSignsInAgain() throws Exception {
    Browserless renewed = place.signedIn("operator");
    Browserless left = place.signedIn("second");
    Browserless.Socket stays = opened(renewed);
    Browserless.Socket ends = opened(left);
    String before = "Cookie: " + renewed.cookies();
    long begun = System.nanoTime();
    boolean again = false;
    while (ends.closeCode() == 0) {
      left.get("/api/session");
      assertEquals(200, renewed.get("/api/session").statusCode());
      if (!again && System.nanoTime() - begun > 30_000_000_000L) {
        assertEquals(
            "/",
            renewed
                .signIn("operator", Browserless.PASSWORD)
                .headers()
                .firstValue("Location")
                .orElse(""));
        assertEquals(401, http.get("/api/session", before).status());
        again = true;
      }
      Thread.sleep(500);
    }
    assertEquals(4401, ends.closeCode());
    assertEquals(0, stays.closeCode());
    stays.say("{'type':'end'}");
    assertEquals(1000, stays.awaitClose());
  }

  private static Browserless.Socket opened(Browserless person) throws Exception {
    Browserless.Socket socket = person.socket();
    socket.answerPings();
    socket.open("web-1");
    PolicyPlace.opened(socket);
    return socket;
  }

  private static void assertNobody(String cookies) throws Exception {
    RawHttp.Answer api = http.get("/api/session", cookies);
    assertEquals(401, api.status());
    assertEquals("/sign-in.html", http.get("/", cookies).location());
    assertEquals(401, http.upgrade(origin, cookies).status());
    // The server takes a cookie away that is of no use any more; it gives none.
    assertEquals("", api.cookie("JSESSIONID"));
  }

  private static String cookie(Browserless person, String name) {
    for (String one : person.cookies().split("; ", -1)) {
      if (one.startsWith(name + "=")) {
        return one;
      }
    }
    throw new AssertionError("no " + name + " in " + person.cookies());
  }
}
