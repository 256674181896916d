package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The WAR in its server, and a host that only another one leads to. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class JumpHostIT {
  private static OpenSshServer bastion;
  private static OpenSshServer inner;

  @BeforeAll
  static void startHosts() throws Exception {
    bastion = OpenSshServer.start(Site.directory("bastion"));
    inner = OpenSshServer.start(Site.directory("inner"));
    Site.hosts(
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
