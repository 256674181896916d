package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server's own web applications offer nothing but what probes need. */
@Timeout(120)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class BuiltInAppsIT {
  /** The server adds these two to every web application, for every path that ends so. */
  private static final List<String> LOGINS =
      List.of(
          "/health/j_security_check",
          "/health/ibm_security_logout",
          "/health/ready/j_security_check",
          "/health/live/x/ibm_security_logout",
          "/health/../j_security_check",
          "/health/x/../../j_security_check",
          "/health/..//j_security_check",
          "/health/../%6a_security_check",
          "/health;/../j_security_check",
          "//health/../j_security_check",
          "/health/../health/live/../j_security_check",
          "/health/live/../../x/ibm_security_logout",
          "/j_security_check",
          "/ibm_security_logout",
          "/api/ibm_security_logout");

  private static final Duration SOON = Duration.ofSeconds(10);

  private static Path files;
  private static Alone place;
  private static RawHttp http;

  @BeforeAll
  static void start() throws Exception {
    files = Site.directory("built-in-apps");
    place = Alone.start(files, Map.of());
    http = new RawHttp("127.0.0.1", place.server().port());
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void probesAreAnswered() throws Exception {
    for (String path :
        List.of("/health", "/health/", "/health/live", "/health/ready", "/health/started")) {
      RawHttp.Answer answer = http.get(path);
      assertEquals(200, answer.status(), path);
      assertTrue(answer.body().contains("\"status\":\"UP\""), answer.body());
      assertEquals(200, http.send("HEAD", path, "").status(), path);
    }
  }

  @Test
  void nothingElseIsThere() throws Exception {
    for (String path :
        List.of(
            "/health/x",
            "/health/ready/",
            "/health/live;a=b",
            "/health/live%20",
            "/jwt",
            "/oauth2")) {
      RawHttp.Answer answer = http.get(path);
      assertTrue(List.of(303, 400, 404).contains(answer.status()), path + ": " + answer);
      assertFalse(answer.body().contains("Exception"), path + ": " + answer);
    }
    assertEquals(404, http.send("POST", "/health/ready", "x=y", RawHttp.FORM).status());
  }

  @Test
  void noRequestHidesAPageFromOthers() throws Exception {
    // Nobody has asked this server for them yet: its cache would know nothing of them.
    for (String path : List.of("/sign-in/ways", "/health-check/")) {
      for (String trick : List.of(";/../../api/hosts", ";/x", ";a=b/../x", "/../../api/hosts")) {
        http.get(path + trick);
        assertEquals(200, http.get(path).status(), path + trick);
      }
    }
  }

  @Test
  void noFormLoginOfTheServersTellsWhetherAPasswordIsRight() throws Exception {
    for (String path : LOGINS) {
      for (String password : List.of("wrong", Browserless.PASSWORD)) {
        RawHttp.Answer answer =
            http.send("POST", path, RawHttp.form("operator", password), RawHttp.FORM);
        assertTrue(List.of(401, 403, 404).contains(answer.status()), path + ": " + answer);
        assertEquals(List.of(), answer.all("Set-Cookie"), path);
      }
    }
  }

  @Test
  void nothingThatIsSentThereReachesTheLog() throws Exception {
    for (String path : LOGINS) {
      http.send(
          "POST",
          path,
          "logoutExitPage=/x%0Aforged-in-a-log&j_username=forged-in-a-log",
          RawHttp.FORM);
      http.get(path + "?logoutExitPage=http://localhost:1/forged-in-a-log");
    }
    assertFalse(Files.readString(files.resolve("console.log")).contains("forged-in-a-log"));
  }

  @Test
  void bodiesThatNeverComeHoldNobodyUp() throws Exception {
    Browserless person = Browserless.signedIn(place.server().address(), "operator");
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 120; i++) {
        clients.add(unfinished(LOGINS.get(i % LOGINS.size())));
      }
      long before = System.nanoTime();
      assertEquals(200, person.get("/api/session").statusCode());
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      assertTrue(took.compareTo(SOON) < 0, took.toString());
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aLargeBodyIsNotKept() throws Exception {
    String large = "x=" + "A".repeat(4 << 20);
    for (String path : LOGINS.subList(0, 4)) {
      try {
        assertEquals(404, http.send("POST", path, large, RawHttp.FORM).status(), path);
      } catch (IOException closedMeanwhile) {
        // It does not wait for the rest either.
        assertFalse(closedMeanwhile.getMessage().contains("no answer, but HTTP"));
      }
    }
    assertEquals(200, http.get("/health/ready").status());
  }

  private static Socket unfinished(String path) throws IOException {
    Socket socket = http.connect();
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\nContent-Length: 60000\r\n\r\nlogoutExitPage="
            .formatted(path, place.server().port(), RawHttp.FORM);
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    return socket;
  }
}
