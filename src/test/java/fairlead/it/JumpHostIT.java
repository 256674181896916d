package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR in its server, and a host that only another one leads to. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf("fairlead.testing.OpenSshServer#available")
class JumpHostIT {
  private static OpenSshServer bastion;
  private static OpenSshServer inner;

  @Deployment(testable = false)
  static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war")));
  }

  @BeforeAll
  static void startHosts() throws Exception {
    Path directory = Path.of(System.getProperty("it.directory"));
    Files.createDirectories(directory);
    bastion = OpenSshServer.start(Files.createTempDirectory(directory, "bastion"));
    inner = OpenSshServer.start(Files.createTempDirectory(directory, "inner"));
    Files.writeString(
        directory.resolve("hosts.yaml"),
        """
        hosts:
          - name: behind-bastion
            address: localhost
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - key: %s
            via:
              - name: bastion
                address: localhost
                port: %d
                user: %s
                host-key-policy: ask
                authentication:
                  - key: %s
          - name: certified
            address: localhost
            port: %d
            user: nobody
            host-key-policy: accept-new
            authentication: [issued-certificate]
        """
            .formatted(
                inner.port(),
                inner.user(),
                inner.clientKey("ed25519"),
                bastion.port(),
                bastion.user(),
                bastion.clientKey("encrypted"),
                inner.port()));
    Site.awaitHost("certified");
  }

  @AfterAll
  static void stopHosts() throws Exception {
    for (OpenSshServer host : new OpenSshServer[] {bastion, inner}) {
      if (host != null) {
        host.close();
      }
    }
  }

  @Test
  void theHopAsksInItsOwnNameAndTheShellIsTheHosts() throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.open("behind-bastion");
    JsonObject passphrase = socket.await("prompt");
    assertEquals("bastion", passphrase.getString("host"));
    socket.say(
        "{'type':'answer','id':%d,'values':['open sesame']}".formatted(passphrase.getInt("id")));
    JsonObject key = socket.await("prompt");
    assertEquals("bastion", key.getString("host"));
    socket.say("{'type':'answer','id':%d,'values':['yes']}".formatted(key.getInt("id")));
    socket.await("opened");
    socket.type("echo $SSH_CONNECTION; exit 7\n");
    socket.awaitOutput(" " + inner.port());
    assertEquals(7, socket.await("ended").getInt("exitStatus"));
  }

  @Test
  void aServerWithoutAnAuthoritySaysSo() throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.open("certified");
    JsonObject failed = socket.await("failed");
    assertTrue(failed.getString("message").contains("fairlead.ssh.user-ca"), failed::toString);
  }

  @Test
  void theListTellsWhatLeadsToAHost() throws Exception {
    String list = Browserless.signedIn("operator").get("/api/hosts").body();
    assertTrue(list.contains("\"route\":[\"bastion\"]"), list);
    assertTrue(list.contains("\"authentication\":[\"issued-certificate\"]"), list);
  }
}
