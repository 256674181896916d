package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.AskingHost;
import fairlead.testing.CopiedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in and out: cookies, sessions, limits, and what a login takes with it when it ends. */
class SignInIT {
  private static Path directory;
  private static CopiedServer server;
  private final RawHttp http = from("127.0.0.1");

  /** A server of its own: these tests lock accounts and addresses. */
  @BeforeAll
  static void startServer() throws Exception {
    directory = Site.directory("sign-in");
    server = Site.copy("sign-in", directory, Map.of());
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private static RawHttp from(String address) {
    return new RawHttp(address, server.port());
  }

  @Test
  void cookiesAreKeptFromScriptsAndOtherSites() throws Exception {
    List<String> cookies = signedIn().all("Set-Cookie");
    assertEquals(2, cookies.size(), cookies::toString);
    for (String cookie : cookies) {
      assertTrue(cookie.contains("HttpOnly"), cookie);
      assertTrue(cookie.contains("SameSite=Strict"), cookie);
      assertTrue(cookie.matches("(JSESSIONID|LtpaToken2)=.*"), cookie);
      assertFalse(cookie.contains("Secure"), cookie);
    }
  }

  @Test
  void signingOutEndsTheLoginItsSocketsAndItsTerminals() throws Exception {
    try (AskingHost host = AskingHost.start(Site.directory("sign-out"))) {
      Files.writeString(
          directory.resolve("hosts.yaml"),
          """
          hosts:
            - {name: signed, address: 127.0.0.1, port: %d, user: ada, host-key-policy: accept-new,
               authentication: [password]}
          """
              .formatted(host.port()));
      Browserless person = Browserless.signedIn(server.base(), "operator");
      Browserless elsewhere = Browserless.signedIn(server.base(), "operator");
      Browserless.Socket socket = person.socket();
      socket.open("signed");
      int id = socket.await("prompt").getInt("id");
      socket.say("{'type':'answer','id':%d,'values':['%s']}".formatted(id, AskingHost.PASSWORD));
      String terminal = socket.await("opened").getString("terminal");
      assertTrue(elsewhere.get("/api/terminals").body().contains(terminal));
      assertEquals(303, person.call("POST", "/sign-out").statusCode());
      assertEquals(4401, socket.awaitClose());
      assertEquals(401, person.get("/api/session").statusCode());
      assertEquals(200, elsewhere.get("/api/session").statusCode(), "another login stays");
      assertFalse(elsewhere.get("/api/terminals").body().contains(terminal));
    }
  }

  @Test
  void cookiesOfALoginThatIsOverOpenNothing() throws Exception {
    String cookies = signedIn().cookies();
    assertEquals(200, http.get("/api/session", cookies).status());
    RawHttp.Answer out = http.send("POST", "/sign-out", "", cookies, http.origin());
    assertEquals("/sign-in.html?out", out.location());
    assertEquals(401, http.get("/api/session", cookies).status());
    assertEquals(401, http.upgrade(http.origin(), cookies).status());
    assertEquals("/sign-in.html", http.get("/", cookies).location());
  }

  @Test
  void aSessionFromBeforeTheSignInIsNotTheOneAfter() throws Exception {
    String planted = "0000plantedPlantedPlanted:-1";
    RawHttp.Answer first =
        http.signIn("operator", Browserless.PASSWORD, "Cookie: JSESSIONID=" + planted);
    assertFalse(first.cookie("JSESSIONID").isEmpty(), first::toString);
    assertFalse(first.cookie("JSESSIONID").contains("planted"), first::toString);
    // An attacker's own session, put into somebody's browser before they sign in.
    for (String victim : List.of("operator", "second")) {
      RawHttp.Answer attacker = signedIn();
      String session = attacker.cookie("JSESSIONID");
      RawHttp.Answer signedIn =
          http.signIn(victim, Browserless.PASSWORD, "Cookie: JSESSIONID=" + session);
      assertEquals("/", signedIn.location());
      assertNotEquals(session, signedIn.cookie("JSESSIONID"), signedIn::toString);
      String both =
          "Cookie: JSESSIONID=" + session + "; LtpaToken2=" + attacker.cookie("LtpaToken2");
      String seen = http.get("/api/session", both).body();
      assertFalse(victim.equals("second") && seen.contains("second"), seen);
      RawHttp.Answer after = http.get("/api/session", signedIn.cookies());
      assertEquals(200, after.status(), () -> victim + " " + signedIn + " " + after);
    }
  }

  @Test
  void nobodyUsesSomebodyElsesSession() throws Exception {
    RawHttp.Answer one = signedIn();
    RawHttp.Answer two = http.signIn("second", Browserless.PASSWORD);
    String mixed =
        "Cookie: JSESSIONID=%s; LtpaToken2=%s"
            .formatted(one.cookie("JSESSIONID"), two.cookie("LtpaToken2"));
    assertEquals(401, http.get("/api/session", mixed).status());
    assertEquals(401, http.upgrade(http.origin(), mixed).status());
    // Nor is a session alone a login.
    String session = "Cookie: JSESSIONID=" + one.cookie("JSESSIONID");
    assertEquals(401, http.get("/api/session", session).status());
  }

  @Test
  void anAccountIsTriedFiveTimesFromAnywhere() throws Exception {
    String wait = "";
    for (int i = 1; i <= 6; i++) {
      RawHttp.Answer answer = from("127.0.1." + i).signIn("admin", "wrong");
      assertEquals(303, answer.status());
      assertEquals(List.of(), answer.all("Set-Cookie"));
      wait = answer.location();
      assertEquals(i <= 5 ? "/sign-in.html?failed" : "/sign-in.html?wait", cut(wait), "try " + i);
    }
    int seconds = Integer.parseInt(wait.substring(wait.indexOf('=') + 1));
    assertTrue(seconds > 200 && seconds <= 301, wait);
    // Not even the right password is tried now, however the name is written.
    RawHttp.Answer right = from("127.0.1.9").signIn(" ADMIN", Browserless.PASSWORD);
    assertEquals("/sign-in.html?wait", cut(right.location()));
  }

  @Test
  void anAddressIsTriedTwentyTimesWhateverItSaysOfItself() throws Exception {
    RawHttp attacker = from("127.0.2.1");
    for (int i = 1; i <= 21; i++) {
      String forged = "10.0.0." + i;
      RawHttp.Answer answer =
          attacker.signIn(
              "nobody" + i,
              "wrong",
              "X-Forwarded-For: " + forged,
              "Forwarded: for=" + forged,
              "X-Real-IP: " + forged,
              "$WSRA: " + forged,
              "$WSRH: " + forged);
      String expected = i <= 20 ? "/sign-in.html?failed" : "/sign-in.html?wait";
      assertEquals(expected, cut(answer.location()), "try " + i);
    }
    assertEquals("/", from("127.0.2.2").signIn("second", Browserless.PASSWORD).location());
  }

  @Test
  void credentialsInTheAddressAreNotAccepted() throws Exception {
    String query = "?" + RawHttp.form("operator", Browserless.PASSWORD);
    assertEquals(405, http.get("/sign-in" + query, http.origin()).status());
    for (String path : List.of("/sign-in" + query, "/sign-in?j_username=operator")) {
      String form = RawHttp.form("operator", Browserless.PASSWORD);
      for (String body : List.of("", form)) {
        RawHttp.Answer answer = http.send("POST", path, body, http.origin(), RawHttp.FORM);
        assertEquals("/sign-in.html?failed", answer.location(), path);
        assertEquals(List.of(), answer.all("Set-Cookie"), path);
      }
    }
    assertEquals(404, http.send("POST", "/j_security_check" + query, "").status());
    RawHttp.Answer login = signedIn();
    String token = login.cookie("LtpaToken2");
    String session = login.cookie("JSESSIONID");
    assertEquals(401, http.get("/api/session?LtpaToken2=" + token).status());
    assertEquals(
        401,
        http.get("/api/session;jsessionid=" + session, "Cookie: LtpaToken2=x" + token).status());
    String basic = RawHttp.basic("operator", Browserless.PASSWORD);
    assertEquals(401, http.get("/api/session", basic).status());
    assertEquals(401, http.upgrade(http.origin(), basic).status());
  }

  @Test
  void noLogHasANameThatWasTypedInVain() throws Exception {
    String typed = "typed-in-vain-" + System.nanoTime();
    assertEquals("/sign-in.html?failed", http.signIn(typed, "wrong").location());
    assertEquals("/sign-in.html?failed", http.signIn("operator", typed).location());
    for (Path file : server.logs()) {
      assertFalse(Files.readString(file, ISO_8859_1).contains(typed), file::toString);
    }
  }

  @Test
  void namesAndPasswordsAreInAnyScript() throws Exception {
    RawHttp.Answer answer = http.signIn("jürgen", "pässwörd-€");
    assertEquals("/", answer.location(), answer::toString);
    String session = http.get("/api/session", answer.cookies()).body();
    assertTrue(session.contains("\"name\":\"jürgen\""), session);
  }

  @Test
  void anAccountWithoutARoleIsNotLetIn() throws Exception {
    RawHttp.Answer answer = http.signIn("roleless", Browserless.PASSWORD);
    assertEquals("/sign-in.html?failed", answer.location());
    assertEquals(401, http.get("/api/session", answer.cookies()).status());
  }

  private RawHttp.Answer signedIn() throws Exception {
    RawHttp.Answer answer = http.signIn("operator", Browserless.PASSWORD);
    assertEquals("/", answer.location(), answer::toString);
    return answer;
  }

  /** The server reads its configuration again by itself, and restarts what depends on it. */
  private static String cut(String location) {
    return location.replaceAll("=.*", "");
  }
}
