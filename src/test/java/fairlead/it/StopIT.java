package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.AskingHost;
import fairlead.testing.LibertyServer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code deploy/stop} and a server that {@code server start} began. */
class StopIT {
  private static final Path WLP = Path.of(System.getProperty("it.wlp.home"));
  private static final Path PROJECT = Path.of(System.getProperty("basedir"));

  @Test
  void peopleAreToldBeforeTheServerStops() throws Exception {
    Path directory = Site.directory("stop");
    try (AskingHost host = AskingHost.echoing(directory)) {
      Files.writeString(
          directory.resolve("hosts.yaml"),
          """
          hosts:
            - name: asks
              address: 127.0.0.1
              port: %d
              user: someone
              host-key-policy: accept-new
              authentication:
                - password
          """
              .formatted(host.port()));
      LibertyServer server =
          LibertyServer.inBackground(
              WLP,
              Path.of(System.getProperty("it.war")),
              PROJECT.resolve("src/main/liberty/config"),
              directory,
              Browserless.PASSWORD,
              Map.of("FAIRLEAD_TERMINAL_DRAIN_ON_STOP", "PT3S"));
      try {
        Browserless.Socket socket = Browserless.signedIn(server.address(), "operator").socket();
        socket.open("asks");
        int prompt = socket.await("prompt").getInt("id");
        socket.say(
            "{'type':'answer','id':%d,'values':['%s']}".formatted(prompt, AskingHost.PASSWORD));
        socket.await("opened");
        Browserless admin = Browserless.signedIn(server.address(), "admin");
        Browserless.Socket asked = Browserless.signedIn(server.address(), "operator").socket();
        asked.open("asks");
        asked.await("prompt");

        Process stop = stop(server, directory);

        JsonObject notice =
            socket.await(one -> "draining".equals(one.getString("kind", "")), "a countdown");
        assertEquals(3, notice.getInt("seconds"));
        // Longer than the server would have had before, its farewell of 5 s included.
        assertEquals(200, admin.post("/api/drain", "{\"seconds\":11}").statusCode());
        assertEquals("drain", socket.await("ended").getString("reason"));
        assertEquals(1000, socket.awaitClose());
        assertEquals(4503, asked.await("failed").getInt("code"));
        assertEquals(4503, asked.awaitClose());
        assertTrue(stop.waitFor(60, TimeUnit.SECONDS));
        String said = new String(stop.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, stop.exitValue(), said);
        assertTrue(said.contains(server.name() + " has stopped"), said);

        Process again = stop(server, directory);
        assertTrue(again.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, again.exitValue(), "there is nothing to stop any more");
      } finally {
        server.close();
      }
    }
  }

  private static Process stop(LibertyServer server, Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                PROJECT.resolve("deploy/stop").toString(), WLP.toString(), server.name(), "50")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().put("WLP_USER_DIR", server.userDirectory().toString());
    return builder.start();
  }
}
