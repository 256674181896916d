package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Files and the agent, when the policy takes away the right to them while they are used. */
@Timeout(120)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class WithdrawnRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String FILES =
      """
        - name: files
          groups: [operator]
          hosts: [files-1]
          networks: [127.0.0.1/32]
      """;

  private static OpenSshServer sshd;
  private static Process agent;
  private static Path directory;
  private static PolicyPlace place;

  @BeforeAll
  static void start() throws Exception {
    directory = Site.directory("withdrawn");
    sshd = OpenSshServer.start(Site.directory("sshd"), "AllowAgentForwarding yes");
    Path socket = directory.resolve("agent");
    agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    place =
        new PolicyPlace(
            "withdrawn",
            Map.of("FAIRLEAD_SSH_AGENT_SOCKET", socket.toString()),
            """
              - name: files-1
                address: 127.0.0.1
                port: %d
                user: %s
                host-key-policy: accept-new
                agent-forwarding: true
                authentication:
                  - key: %s
            """
                .formatted(sshd.port(), sshd.user(), sshd.clientKey("ed25519")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
    if (agent != null) {
      agent.destroy();
      assertTrue(agent.waitFor(5, TimeUnit.SECONDS));
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void filesCloseAndSayWhy() throws Exception {
    place.rules(FILES + "    upload: true\n    download: true\n");
    Browserless operator = place.signedIn("operator");
    FilePanel panel = FilePanel.opened(operator, "files-1");
    place.rules(FILES);
    await("the end", () -> panel.state().getString("state").equals("failed"));
    JsonObject state = panel.state();
    assertEquals(
        "Fairlead closed the files of files-1 because you may open terminals on it, and no files.",
        state.getString("message"));
    Path file = Files.writeString(directory.resolve("secret"), "secret");
    HttpResponse<String> refused = operator.get(panel.url("content", file));
    assertTrue(refused.statusCode() >= 400, refused::body);
    assertFalse(refused.body().contains("secret"), refused::body);
  }

  @Test
  void aDownloadThatIsTakenAwayIsBrokenOffAndUploadsGoOn() throws Exception {
    place.rules(FILES + "    upload: true\n    download: true\n");
    Browserless operator = place.signedIn("operator");
    FilePanel panel = FilePanel.opened(operator, "files-1");
    Path large = directory.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    try (InputStream in = operator.stream(panel.url("content", large))) {
      assertEquals(0, in.read());
      place.rules(FILES + "    upload: true\n");
      assertTrue(1 + read(in) < 1L << 30, "all of it came");
    }
    assertEquals("open", panel.state().getString("state"));
    assertFalse(panel.state().getBoolean("download"));
    byte[] bytes = "still".getBytes(UTF_8);
    HttpResponse<String> sent =
        operator.put(panel.slice(directory.resolve("up"), 0, bytes.length), bytes);
    assertEquals(200, sent.statusCode(), sent.body());
    panel.close();
  }

  @Test
  void whatReadsAndWhatChangesFilesAsksForItsRight() throws Exception {
    Path file = Files.writeString(directory.resolve("both"), "text");
    place.rules(FILES + "    upload: true\n");
    Browserless operator = place.signedIn("operator");
    FilePanel up = FilePanel.opened(operator, "files-1");
    String read = "/api/files/" + up.id() + "/entry/text?path=" + file;
    for (String url : List.of(read, up.url("content", file), up.url("readable", file))) {
      assertEquals(403, operator.get(url).statusCode(), url);
    }
    assertEquals(403, operator.get(up.url("archive", directory)).statusCode());
    up.close();
    place.rules(FILES + "    download: true\n");
    FilePanel down = FilePanel.opened(operator, "files-1");
    String entry = "/api/files/" + down.id() + "/entry";
    String renaming = entry + "/name?path=" + file + "&to=" + directory + "/renamed";
    String making = "/api/files/" + down.id() + "/directories?path=" + directory + "/made";
    assertEquals(403, operator.call("POST", renaming).statusCode());
    assertEquals(403, operator.call("POST", making).statusCode());
    assertEquals(403, operator.call("DELETE", entry + "?path=" + file).statusCode());
    assertEquals(403, operator.put(down.slice(file, 0, 1), new byte[1]).statusCode());
    assertEquals("text", Files.readString(file));
    assertEquals(200, operator.get(entry + "/text?path=" + file).statusCode());
    down.close();
  }

  @Test
  void aTerminalThatHasTheAgentEnds() throws Exception {
    place.rules(FILES + "    agent-forwarding: true\n");
    Browserless.Socket socket = place.signedIn("operator").socket();
    socket.open("files-1");
    PolicyPlace.opened(socket);
    place.rules(FILES);
    JsonObject ended = socket.await("ended");
    assertEquals("not-allowed", ended.getString("reason"));
    assertEquals(4403, socket.awaitClose());
  }

  @Test
  void oneThatNeverHadTheAgentStays() throws Exception {
    place.rules(FILES);
    Browserless operator = place.signedIn("operator");
    Browserless.Socket socket = operator.socket();
    socket.open("files-1");
    PolicyPlace.opened(socket);
    for (int round = 0; round < 2; round++) {
      // The second one ends in a round that began after the first one: both asked about this one.
      place.rules(FILES + "    agent-forwarding: true\n");
      Browserless.Socket other = operator.socket();
      other.open("files-1");
      PolicyPlace.opened(other);
      place.rules(FILES);
      assertEquals("not-allowed", other.await("ended").getString("reason"));
    }
    socket.type("echo st''ill\n");
    socket.awaitOutput("still\r\n");
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }

  /** Bytes until it ends or breaks off. */
  private static long read(InputStream in) {
    byte[] buffer = new byte[1 << 20];
    long count = 0;
    try {
      for (int one = in.read(buffer); one >= 0; one = in.read(buffer)) {
        count += one;
      }
    } catch (IOException brokenOff) {
      return count;
    }
    return count;
  }

  private static void await(String what, Patience.Condition holds) throws Exception {
    Patience.await(PATIENCE, holds, () -> "no signs of " + what);
  }
}
