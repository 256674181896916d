package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Terminals and files that are open while hosts.yaml changes. */
@Timeout(120)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class ChangedHostsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static OpenSshServer sshd;
  private static PolicyPlace place;
  private static Path file;

  private static int tests;

  private String name;
  private Browserless operator;
  private Browserless.Socket socket;
  private FilePanel panel;

  @BeforeAll
  static void start() throws Exception {
    Path directory = Site.directory("changed");
    sshd = OpenSshServer.start(Site.directory("sshd"));
    file = Files.writeString(directory.resolve("secret"), "secret");
    place = new PolicyPlace("changed-hosts", Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    // Not the host of the test before: the server looks at the file once a second.
    name = "app-" + ++tests;
    place.hosts(host("staging", "127.0.0.1", sshd.port()));
    place.rules(
        """
          - name: staging
            groups: [operator]
            labels: { env: staging }
            upload: true
            download: true
            networks: [127.0.0.1/32]
        """);
    operator = place.signedIn("operator");
    Patience.await(
        PATIENCE,
        () -> operator.get("/api/hosts").body().contains("\"" + name + "\""),
        () -> name + " is not listed");
    socket = operator.socket();
    socket.open(name);
    PolicyPlace.opened(socket);
    panel = FilePanel.opened(operator, name);
  }

  @Test
  void anotherLabelEndsWhatTheRulesNoLongerAllow() throws Exception {
    place.hosts(host("production", "127.0.0.1", sshd.port()));
    assertBothEnd("you may no longer use this host. Ask an administrator.");
  }

  @Test
  void aHostThatIsRemovedIsGone() throws Exception {
    place.hosts("");
    assertBothEnd(
        "it is no longer in the list of hosts. Ask an administrator if you still need it.");
  }

  @Test
  void anotherAddressIsAnotherMachine() throws Exception {
    place.hosts(host("staging", "127.0.0.2", sshd.port()));
    assertBothEnd("its address has changed. Open it again.");
  }

  @Test
  void anotherPortIsAnotherMachine() throws Exception {
    place.hosts(host("staging", "127.0.0.1", 1));
    assertBothEnd("its port has changed. Open it again.");
  }

  private void assertBothEnd(String why) throws Exception {
    JsonObject ended = socket.await("ended");
    assertEquals("not-allowed", ended.getString("reason"));
    assertEquals(
        "Fairlead ended the terminal on " + name + " because " + why, ended.getString("message"));
    assertEquals(4403, socket.awaitClose());
    Patience.await(
        PATIENCE,
        () -> panel.state().getString("state").equals("failed"),
        () -> "the files stay open");
    assertEquals(
        "Fairlead closed the files of " + name + " because " + why,
        panel.state().getString("message"));
    HttpResponse<String> refused = operator.get(panel.url("content", file));
    assertTrue(refused.statusCode() >= 400, refused::body);
    assertFalse(refused.body().contains("secret"), refused::body);
    Patience.await(
        PATIENCE,
        () -> sshd.connections() == 0,
        () -> sshd.connections() + " connections are left");
  }

  /** The host as hosts.yaml has it. */
  private String host(String environment, String address, int port) {
    return """
      - name: %s
        address: %s
        port: %d
        user: %s
        labels: { env: %s }
        host-key-policy: accept-new
        authentication:
          - key: %s
    """
        .formatted(name, address, port, sshd.user(), environment, sshd.clientKey("ed25519"));
  }
}
