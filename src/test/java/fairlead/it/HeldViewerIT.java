package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A browser that acknowledges nothing, at a host that ends a connection which does not answer
 * within six seconds and that exchanges keys every five.
 */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class HeldViewerIT {
  /** Four of the host's questions whether anybody is there, two of which it must be answered. */
  private static final Duration HOLD = Duration.ofSeconds(12);

  private static final int MEGABYTES = 4;

  private static final String BEGIN = "exec sh\nstty raw -echo; PS1=; echo be''gun\n";

  private static Path directory;
  private static OpenSshServer sshd;
  private static byte[] random;

  @BeforeAll
  static void startHost() throws Exception {
    directory = Site.directory("held");
    random = new byte[MEGABYTES << 20];
    new Random(11).nextBytes(random);
    Files.write(directory.resolve("random"), random);
    sshd =
        OpenSshServer.start(
            directory.resolve("sshd"),
            "ClientAliveInterval 2",
            "ClientAliveCountMax 2",
            "RekeyLimit default 5s",
            "LogLevel DEBUG1");
    String host =
        """
          - name: %s
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - key: %s
        """;
    String login = sshd.clientKey("ed25519").toString();
    Site.hosts(
        "hosts:\n"
            + host.formatted("near", sshd.port(), sshd.user(), login)
            + host.formatted("far", sshd.port(), sshd.user(), login)
            + "    via: [near]\n");
  }

  @AfterAll
  static void stopHost() throws Exception {
    sshd.close();
  }

  @Test
  void nothingIsLostWhileItStandsStill() throws Exception {
    standStill("near", 1, HOLD);
  }

  @Test
  void norThroughAJumpHostForAMinute() throws Exception {
    standStill("far", 2, Duration.ofMinutes(1));
  }

  @Test
  void aPlainClientThatReadsNothingForAWhileLosesNothing() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    try (BareSocket socket = BareSocket.connect(SharedServer.port(), person.cookies(), null)) {
      socket.await("message");
      socket.type("exec sh\n");
      socket.type("stty raw -echo; PS1=; echo be''gun; cat " + directory.resolve("random") + "\n");
      // A plain client that takes nothing for a minute is closed.
      hold(1, HOLD);
      assertArrayEquals(random, socket.readOutput("begun\n", random.length));
    }
  }

  @Test
  void aControlCGetsThroughMeanwhile() throws Exception {
    Path interrupted = directory.resolve("interrupted");
    Browserless.Socket socket = shell("near");
    socket.type("stty sane -echo; trap : INT; yes; touch " + interrupted + "; echo a''fter\n");
    socket.awaitOutput("y\r\ny\r\n");
    socket.neverAcknowledge();
    // The standstill is only the situation: no message tells a client that its host is held. The
    // proof is what the Ctrl-C does below, which has a deadline.
    long before = -1;
    while (before != socket.outputOffset()) {
      before = socket.outputOffset();
      TimeUnit.MILLISECONDS.sleep(300);
    }
    assertFalse(Files.exists(interrupted));
    socket.type("\u0003");
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!Files.exists(interrupted)) {
      assertTrue(System.nanoTime() < deadline, "Ctrl-C does not reach the program");
      TimeUnit.MILLISECONDS.sleep(10);
    }
    socket.acknowledgeAgain();
    socket.awaitOutput("after");
    end(socket);
  }

  @Test
  void whoComesBackMeanwhileMissesNothing() throws Exception {
    Browserless person = Browserless.signedIn("operator");
    Browserless.Socket socket = person.socket();
    socket.open("near");
    JsonObject opened = socket.await("opened");
    long from = begin(socket);
    socket.neverAcknowledge();
    String cat = "cat " + directory.resolve("random") + "\n";
    socket.type(cat);
    hold(1, HOLD);
    long has = socket.outputOffset();
    socket.abort();

    Browserless.Socket again = person.socket();
    again.startAt(has);
    again.say(
        "{'type':'attach','terminal':'%s','token':'%s','output':%d,'input':%d,'columns':80,'rows':24}"
            .formatted(
                opened.getString("terminal"),
                opened.getString("token"),
                has,
                BEGIN.length() + cat.length()));
    JsonObject attached = again.await("attached");
    assertEquals(0, attached.getJsonNumber("skipped").longValue());
    again.awaitBytes((int) (from + random.length - has));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(Arrays.copyOfRange(socket.output(), (int) from, (int) has));
    whole.writeBytes(again.output());
    assertArrayEquals(random, whole.toByteArray());
    end(again);
  }

  private static void standStill(String host, int sessions, Duration time) throws Exception {
    Browserless.Socket socket = shell(host);
    socket.answerPings();
    long from = begin(socket);
    socket.neverAcknowledge();
    socket.type("cat " + directory.resolve("random") + "\n");
    hold(sessions, time);
    assertTrue(socket.outputOffset() - from < random.length, "it was not held");
    socket.acknowledgeAgain();
    socket.awaitBytes((int) from + random.length);
    assertArrayEquals(
        random, Arrays.copyOfRange(socket.output(), (int) from, socket.output().length));
    socket.type("echo st''ill\n");
    socket.awaitOutput("still");
    end(socket);
  }

  private static Browserless.Socket shell(String host) throws Exception {
    Browserless.Socket socket = Browserless.signedIn("operator").socket();
    socket.open(host);
    socket.await("opened");
    return socket;
  }

  /** From the offset that this returns on there is nothing but what programs write. */
  private static long begin(Browserless.Socket socket) throws Exception {
    socket.type(BEGIN);
    socket.awaitOutput("begun\n");
    return socket.outputOffset();
  }

  /** Until the time is over and every session has exchanged its keys twice meanwhile. */
  private static void hold(int sessions, Duration time) throws Exception {
    long since = System.nanoTime();
    long exchanged = exchanges();
    while (System.nanoTime() - since < time.toNanos() || exchanges() < exchanged + 2L * sessions) {
      assertTrue(
          System.nanoTime() - since < time.plusSeconds(40).toNanos(),
          "no keys were exchanged any more");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static long exchanges() throws IOException {
    return sshd.log().lines().filter(line -> line.contains("SSH2_MSG_NEWKEYS received")).count();
  }

  private static void end(Browserless.Socket socket) throws Exception {
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
  }
}
