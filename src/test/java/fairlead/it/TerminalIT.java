package fairlead.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import fairlead.testing.Ports;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The WAR in its server, a real SSH server behind it, and a WebSocket client in front. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class TerminalIT {
  private static OpenSshServer sshd;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
    Site.hosts(
        """
        hosts:
          - name: real
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - key: %s
          - name: asks
            address: localhost
            port: %d
            user: %s
            host-key-policy: ask
            authentication:
              - key: %s
          - name: nobody
            address: 127.0.0.1
            port: %d
            user: x
            host-key-policy: accept-new
            authentication:
              - password
        """
            .formatted(
                sshd.port(),
                sshd.user(),
                sshd.clientKey("ed25519"),
                sshd.port(),
                sshd.user(),
                sshd.clientKey("encrypted"),
                Ports.free()));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void aShellTakesInputGivesOutputResizesAndEndsWithItsStatus() throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.open("real");
    socket.await("opened");
    socket.type("echo $((6*7)) $TERM; stty size\n");
    socket.awaitOutput("42 xterm-256color");
    socket.awaitOutput("24 80");
    socket.say("{'type':'resize','columns':132,'rows':43}");
    socket.type("stty size; exit 3\n");
    socket.awaitOutput("43 132");
    JsonObject ended = socket.await("ended");
    assertEquals("exit", ended.getString("reason"));
    assertEquals(3, ended.getInt("exitStatus"));
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void afterADropTheTerminalGoesOnWhereItWasByteForByte() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    Browserless.Socket socket = person.socket();
    socket.open("real");
    JsonObject opened = socket.await("opened");
    socket.type("stty -echo; PS1=; echo rea''dy\n");
    socket.awaitOutput("ready\r\n");
    long input = "stty -echo; PS1=; echo rea''dy\n".length();
    String token = opened.getString("token");
    String command = "for i in $(seq 1 40000); do echo line $i; done; echo fin''ished\n";
    socket.type(command);
    input += command.length();
    StringBuilder all = new StringBuilder();
    for (int drop = 0; drop < 5; drop++) {
      socket.awaitBytes(drop == 0 ? 20_000 : 5_000);
      socket.abort();
      all.append(new String(socket.output(), UTF_8));
      long output = socket.outputOffset();
      socket = person.socket();
      socket.startAt(output);
      socket.say(
          "{'type':'attach','terminal':'%s','token':'%s','output':%d,'input':%d,'columns':80,'rows':24}"
              .formatted(opened.getString("terminal"), token, output, input));
      JsonObject attached = socket.await("attached");
      assertEquals(output, attached.getJsonNumber("output").longValue());
      assertEquals(input, attached.getJsonNumber("input").longValue());
      assertEquals(0, attached.getInt("skipped"));
      token = attached.getString("token");
    }
    socket.awaitOutput("finished");
    all.append(new String(socket.output(), UTF_8));
    String lines = all.substring(all.indexOf("line 1\r\n"));
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= 40_000; i++) {
      expected.append("line ").append(i).append("\r\n");
    }
    assertEquals(expected.toString(), lines.substring(0, expected.length()));
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void aTokenIsGoodOnceAndOnlyForItsPerson() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    Browserless.Socket first = person.socket();
    first.open("real");
    JsonObject opened = first.await("opened");
    String attach =
        "{'type':'attach','terminal':'%s','token':'%s','output':0,'input':0,'columns':80,'rows':24}"
            .formatted(opened.getString("terminal"), opened.getString("token"));
    Browserless.Socket stranger = Browserless.signedIn("second").socket();
    stranger.say(attach);
    assertEquals(4404, stranger.awaitClose());
    Browserless.Socket second = person.socket();
    second.say(attach);
    second.await("attached");
    assertEquals(4409, first.awaitClose());
    Browserless.Socket replay = person.socket();
    replay.say(attach);
    // Other than of a terminal that is gone: its client asks for another token.
    assertTrue(replay.await("failed").getString("message").startsWith("This token "));
    assertEquals(4404, replay.awaitClose());
    second.type("exit\n");
    assertEquals(1000, second.awaitClose());
  }

  @Test
  void aDetachedTerminalIsListedAndCanBeEnded() throws Exception {
    Browserless person = Browserless.signedIn("second");
    Browserless.Socket socket = person.socket();
    socket.open("real");
    String terminal = socket.await("opened").getString("terminal");
    assertTrue(person.get("/api/terminals").body().contains(terminal));
    assertFalse(Browserless.signedIn("operator").get("/api/terminals").body().contains(terminal));
    assertEquals(
        404,
        Browserless.signedIn("operator").call("DELETE", "/api/terminals/" + terminal).statusCode());
    assertEquals(204, person.call("DELETE", "/api/terminals/" + terminal).statusCode());
    assertEquals("closed", socket.await("ended").getString("reason"));
    assertFalse(person.get("/api/terminals").body().contains(terminal));
  }

  @Test
  void aHostKeyAndAPassphraseAreAskedForInTheBrowser() throws Exception {
    Files.deleteIfExists(Site.root().resolve("known_hosts"));
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.open("asks");
    JsonObject passphrase = socket.await("prompt");
    assertEquals("passphrase", passphrase.getString("kind"));
    socket.say("{'type':'answer','id':" + passphrase.getInt("id") + ",'values':['wrong one']}");
    passphrase = socket.await("prompt");
    socket.say("{'type':'answer','id':" + passphrase.getInt("id") + ",'values':['open sesame']}");
    JsonObject key = socket.await("prompt");
    assertEquals("host-key", key.getString("kind"));
    assertTrue(key.getString("instruction").contains("SHA256:"));
    socket.say("{'type':'answer','id':" + key.getInt("id") + ",'values':['yes']}");
    socket.await("opened");
    socket.type("exit\n");
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void everyRefusalHasItsCodeAndSentence() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    Browserless.Socket socket = person.socket();
    socket.open("missing");
    assertEquals(4404, socket.await("failed").getInt("code"));
    assertEquals(4404, socket.awaitClose());
    socket = person.socket();
    socket.open("nobody");
    assertTrue(socket.await("failed").getString("message").contains("nobody"));
    assertEquals(4502, socket.awaitClose());
    socket = person.socket();
    socket.say("{'type':'shout'}");
    assertEquals(4400, socket.awaitClose());
    socket = person.socket();
    socket.type("too early");
    assertEquals(4400, socket.awaitClose());
    socket = Browserless.signedIn("auditor").socket();
    socket.open("real");
    assertEquals(4403, socket.awaitClose());
    socket = person.socket();
    assertEquals(4408, socket.awaitClose(), "silence after the upgrade");
  }

  @Test
  void whatAPersonTypedIsInNoLog() throws Exception {
    String typed = "typed-secret-" + System.nanoTime();
    String answered = "answered-secret-" + System.nanoTime();
    Browserless person = Browserless.signedIn("operator");
    Browserless.Socket socket = person.socket();
    socket.open("real");
    socket.await("opened");
    socket.type(": " + typed + "; echo do''ne\n");
    socket.awaitOutput("done\r\n");
    socket.say("{'type':'answer','id':1,'values':['" + answered + "'],'extra':1}");
    assertEquals(4400, socket.awaitClose());
    socket = person.socket();
    socket.open("asks");
    int id = socket.await("prompt").getInt("id");
    socket.say("{'type':'answer','id':" + id + ",'values':['" + answered + "']}");
    socket.await("prompt");
    socket.abort();
    assertEquals(303, Browserless.anonymous().signIn("operator", answered).statusCode());
    for (Path log : SharedServer.get().logs()) {
      String text = Files.readString(log, ISO_8859_1);
      assertFalse(text.contains(typed) || text.contains(answered), log.toString());
    }
  }

  @Test
  void plainModeTalksToTheFirstHost() throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket(SharedServer.base(), null);
    socket.webSocketText("echo $((40+2)) plain\n");
    socket.awaitOutput("42 plain");
    socket.type("exit\n");
    assertEquals(1000, socket.awaitClose());
  }

  @Test
  void whoIsNotSignedInOrComesFromElsewhereIsRefusedBeforeTheUpgrade() throws Exception {
    assertThrows(CompletionException.class, () -> Browserless.anonymous().socket());
    Browserless person = Browserless.signedIn("operator");
    assertThrows(
        CompletionException.class, () -> person.socket("http://evil.example", "fairlead.v1"));
    assertEquals(401, Browserless.anonymous().get("/api/hosts").statusCode());
    assertEquals(200, Browserless.anonymous().get("/health/ready").statusCode());
    assertTrue(
        person
            .get("/")
            .headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .contains("script-src 'self'"));
  }

  @Test
  void aBrowserThatNeverAcknowledgesStopsTheShellAndCtrlCStillWorks() throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.neverAcknowledge();
    socket.open("real");
    socket.await("opened");
    socket.type("yes\n");
    // What a browser may leave unacknowledged (docs/PROTOCOL.md).
    socket.awaitBytes(32 * 1024);
    long before = socket.outputOffset();
    socket.await("ping");
    assertTrue(socket.outputOffset() - before < 300_000, "the shell was read on");
    socket.type(new byte[] {3});
    socket.say("{'type':'ack','output':" + socket.outputOffset() + "}");
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }
}
