package fairlead.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.LibertyServer;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What of a program's rows is shown when the server is stopped while it writes. */
@Timeout(300)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class StopFloodIT {
  /** The default of {@code fairlead.ssh.window}: what is under way from the host at most. */
  private static final int WINDOW = 256 * 1024;

  /** The pipes, the pseudo-terminal, sshd and what cat has read: 272 KiB on Linux. */
  private static final int HOST = 320 * 1024;

  private Path directory;
  private OpenSshServer sshd;
  private LibertyServer server;

  @BeforeEach
  void start() throws Exception {
    directory = Site.directory("stop-flood");
    sshd = OpenSshServer.start(directory.resolve("sshd"));
    Files.writeString(
        directory.resolve("hosts.yaml"), "hosts:\n" + sshd.entry("flooded", "ed25519"));
    server =
        Site.server(
            directory,
            Map.of(
                "FAIRLEAD_TERMINAL_DRAIN_ON_STOP",
                "PT1S",
                "FAIRLEAD_ADDRESSES_ALLOWED",
                "127.0.0.0/8"));
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    sshd.close();
  }

  @Test
  void everyRowThatHasReachedFairleadIsShown() throws Exception {
    Path held = directory.resolve("held");
    Browserless.Socket still = shell();
    int stillFrom = (int) still.outputOffset();
    still.neverAcknowledge();
    flood(still, held);
    awaitStandstill(held);
    long before = still.outputOffset();
    Path flowing = directory.resolve("flowing");
    Browserless.Socket flood = shell();
    int floodFrom = (int) flood.outputOffset();
    flood(flood, flowing);
    Patience.await(
        Duration.ofSeconds(20), () -> size(flowing) > 1 << 20, () -> size(flowing) + " bytes");

    server.stop();

    assertEquals(1000, still.awaitClose());
    assertEquals(1000, flood.awaitClose());
    // Nothing of this one was under way: what the host had sent, Fairlead had.
    assertTrue(still.outputOffset() - before > WINDOW / 2, "the end brings what was held");
    assertLost(still, stillFrom, held, HOST);
    assertLost(flood, floodFrom, flowing, HOST + WINDOW);
  }

  private Browserless.Socket shell() throws Exception {
    Browserless.Socket socket = Browserless.signedIn(server.address(), "operator").socket();
    socket.answerPings();
    socket.open("flooded");
    socket.await("opened");
    socket.type("exec sh\nstty raw -echo; PS1=; echo be''gun\n");
    socket.awaitOutput("begun\n");
    return socket;
  }

  /**
   * Counts on and on; the file has what the terminal has taken, and what is on its way there. By
   * itself tee would go on writing to the file when the terminal is gone; cat ends, and so does
   * tee.
   */
  private static void flood(Browserless.Socket socket, Path file) {
    socket.type("seq 1 999999999 | tee " + file + " | cat\n");
  }

  /**
   * Waits until the host is held. The absence of change is the matter itself: only the program at
   * the host knows that its output is not taken. A pause that is taken for it leaves less that is
   * held, which the assertions notice.
   */
  private static void awaitStandstill(Path file) throws Exception {
    for (long before = -1; before != size(file) || before == 0; ) {
      before = size(file);
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static void assertLost(Browserless.Socket socket, int from, Path file, int most)
      throws IOException {
    byte[] output = socket.output();
    int at = from;
    for (int row = 1; at < output.length; row++) {
      byte[] line = (row + "\n").getBytes(US_ASCII);
      int length = Math.min(line.length, output.length - at);
      assertTrue(Arrays.equals(output, at, at + length, line, 0, length), "row " + row);
      at += length;
    }
    long lost = size(file) - (output.length - from);
    assertTrue(lost <= most, lost + " bytes were written and not shown");
  }
}
