package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Route;
import fairlead.ssh.Shell;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shell whose output nobody takes: its channel stands still, and everything else of its session
 * goes on, at hosts that end a connection which does not answer within six seconds and that
 * exchange keys every five.
 */
@Timeout(300)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class HeldShellTest {
  /** {@code -Dhold.seconds=60} for a longer one. */
  private static final Duration HOLD = Duration.ofSeconds(Long.getLong("hold.seconds", 12));

  private static final int WINDOW = 256 * 1024;

  @TempDir private Path directory;
  private OpenSshServer sshd;
  private Opener opener;
  private final Flow flow = new Flow();
  private Shell shell;

  @BeforeEach
  void startHost() throws Exception {
    sshd =
        OpenSshServer.start(
            directory.resolve("sshd"),
            "ClientAliveInterval 2",
            "ClientAliveCountMax 2",
            "RekeyLimit default 5s",
            "LogLevel DEBUG1");
    opener = new Opener(directory);
  }

  @AfterEach
  void close() throws Exception {
    shell.close();
    opener.close();
    sshd.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyByteComesAfterALongHoldThroughHops(int hops) throws Exception {
    byte[] random = new byte[5 << 20];
    new Random(3).nextBytes(random);
    Path file = Files.write(directory.resolve("random"), random);
    open(hops);

    flow.hold(true);
    long before = flow.count();
    type("cat " + file + "\n");
    hold(hops + 1);
    long came = flow.count() - before;
    assertTrue(came > WINDOW / 2 && came <= WINDOW, () -> came + " bytes of a held host came");

    flow.hold(false);
    shell.resumeOutput();
    long whole = before + random.length;
    await(() -> flow.count() >= whole, "all bytes");
    assertArrayEquals(random, flow.from(before, random.length));
    type("echo st''ill there\n");
    await(() -> flow.text().contains("still there"), "the shell");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void keysReachTheProgramWhileItsOutputIsHeld(int hops) throws Exception {
    Path interrupted = directory.resolve("interrupted");
    open(hops);
    type("stty sane -echo; trap : INT; yes; touch " + interrupted + "; echo a''fter\n");
    await(() -> flow.count() > 1 << 20, "a flood");
    flow.hold(true);
    assertFalse(Files.exists(interrupted));
    type("\u0003");
    await(() -> Files.exists(interrupted), "Ctrl-C at the host");
    flow.hold(false);
    shell.resumeOutput();
    await(() -> flow.text().contains("after"), "the output after it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void holdingOftenLosesNothing(int hops) throws Exception {
    byte[] random = new byte[30 << 20];
    new Random(4).nextBytes(random);
    Path file = Files.write(directory.resolve("random"), random);
    open(hops);
    long before = flow.count();
    type("cat " + file + "\n");
    Random when = new Random(9);
    while (flow.count() < before + random.length) {
      flow.hold(true);
      TimeUnit.MICROSECONDS.sleep(when.nextInt(4_000));
      flow.hold(false);
      shell.resumeOutput();
      TimeUnit.MICROSECONDS.sleep(when.nextInt(4_000));
    }
    assertArrayEquals(random, flow.from(before, random.length));
  }

  @Test
  void outputGoesOnAfterAThreadThatCouldNotBeStarted() throws Exception {
    open(0);
    flow.hold(true);
    long before = flow.count();
    type("head -c 1000000 /dev/zero; echo a''fter; exec sleep 100\n");
    await(() -> flow.count() - before > WINDOW / 2, "the end of the window");
    while (shell.takes(1)) {
      type("x");
    }
    opener.threads(
        work -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    flow.hold(false);
    assertThrows(OutOfMemoryError.class, shell::resumeOutput);
    opener.threads(Thread::new);
    shell.resumeOutput();
    await(() -> flow.text().contains("after"), "the rest of the output");
  }

  private void open(int hops) throws Exception {
    Destination host =
        new Destination(
            "host",
            "127.0.0.1",
            sshd.port(),
            sshd.user(),
            List.of(new KeyFile(sshd.clientKey("ed25519"))),
            HostKeyPolicy.ACCEPT_NEW,
            true);
    Destination last = host;
    for (int i = 0; i < hops; i++) {
      last = host.withRoute(new Route.Through(last));
    }
    shell = opener.open(last, flow);
    type("exec sh\n");
    type("stty raw -echo; PS1=; echo be''gin\n");
    await(() -> flow.text().contains("begin\n"), "the shell");
  }

  /** Until the time is over and every session has exchanged its keys twice meanwhile. */
  private void hold(int sessions) throws Exception {
    long since = System.nanoTime();
    long exchanged = exchanges();
    await(
        () ->
            System.nanoTime() - since > HOLD.toNanos() && exchanges() >= exchanged + 2L * sessions,
        "key exchanges of " + sessions + " sessions");
  }

  private long exchanges() {
    try {
      return sshd.log().lines().filter(line -> line.contains("SSH2_MSG_NEWKEYS received")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void type(String text) throws IOException {
    shell.write(text.getBytes(UTF_8), 0, text.length());
  }

  private void await(BooleanSupplier done, String what) throws InterruptedException {
    long deadline = System.nanoTime() + HOLD.plusSeconds(40).toNanos();
    while (!done.getAsBoolean()) {
      assertFalse(flow.ended(), () -> "it ended before " + what);
      assertTrue(System.nanoTime() < deadline, () -> "waited in vain for " + what);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
