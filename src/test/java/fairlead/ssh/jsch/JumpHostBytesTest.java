package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Route;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Bytes through two hops: all of them, in order, and never more at once than there may be. */
@Timeout(120)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class JumpHostBytesTest {
  private static final int MEGABYTES = 20;

  @TempDir private static Path shared;
  private static OpenSshServer sshd;

  private Opener opener;
  private final Flow flow = new Flow();
  private Shell shell;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(shared.resolve("sshd"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    sshd.close();
  }

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    opener = new Opener(directory);
    Destination hop =
        new Destination(
            "hop",
            "127.0.0.1",
            sshd.port(),
            sshd.user(),
            List.of(new KeyFile(sshd.clientKey("ed25519"))),
            HostKeyPolicy.ACCEPT_NEW,
            true);
    Destination second = hop.withRoute(new Route.Through(hop));
    shell = opener.open(hop.withRoute(new Route.Through(second)), flow);
    type("exec sh\nstty raw -echo; PS1=; echo be''gin\n");
    flow.after("begin\n");
  }

  @AfterEach
  void close() throws Exception {
    shell.close();
    opener.close();
  }

  @Test
  void randomOutputArrivesUnchanged() throws Exception {
    byte[] random = random();
    Path file = Files.write(shared.resolve("random"), random);
    flow.expect(random.length);
    type("cat " + file + "\n");
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(random), flow.digest());
  }

  @Test
  void aLargePasteArrivesWholeAndItsEchoToo() throws Exception {
    byte[] random = random();
    // The shell reads no further than this line only once it has begun to run it.
    type("echo ca''t; exec cat\n");
    flow.after("cat\n");
    flow.expect(random.length);
    shell.write(random, 0, random.length);
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(random), flow.digest());
  }

  @Test
  void whoReadsNothingStopsTheProgramThatWrites() throws Exception {
    Path progress = shared.resolve("progress");
    flow.pause();
    type("while :; do head -c 65536 /dev/zero; echo -n . >> " + progress + "; done\n");
    // That the program stands still is the matter itself, and no state says so: its output fills
    // the
    // buffers of three servers and of the system between them, and it waits behind the last one. A
    // host that is only slow here makes the bound below easier to keep, never a failure; a host
    // that
    // is not held exceeds it within a moment.
    long before = -1;
    for (long now = 0; now != before; ) {
      TimeUnit.MILLISECONDS.sleep(500);
      before = now;
      now = Files.exists(progress) ? Files.size(progress) : 0;
    }
    assertTrue(before * 65_536 <= 1 << 20, before + " blocks of 64 KiB were written");
    flow.resume();
    shell.resumeOutput();
    while (Files.size(progress) < before + 100) {
      Thread.onSpinWait();
    }
  }

  @Test
  void controlCEndsAFloodAtOnce() throws Exception {
    type("stty sane -echo\nyes\n");
    flow.after("y\r\ny\r\n");
    while (flow.count() < 10 << 20) {
      Thread.onSpinWait();
    }
    long since = System.nanoTime();
    type("\u0003");
    type("echo st''opped\n");
    flow.after("stopped");
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took::toString);
  }

  private static byte[] random() {
    byte[] random = new byte[MEGABYTES << 20];
    new Random(7).nextBytes(random);
    return random;
  }

  private void type(String text) throws IOException {
    shell.write(text.getBytes(UTF_8), 0, text.length());
  }

  /** Digests what comes, and stands still on demand. */
  private static final class Flow implements ShellOutput {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<byte[]> digest = new CompletableFuture<>();
    private MessageDigest digesting;
    private long expected;
    private long count;
    private boolean paused;

    @Override
    public synchronized void bytes(byte[] buffer, int offset, int length) {
      count += length;
      if (digesting == null) {
        text.append(new String(buffer, offset, length, UTF_8));
        text.delete(0, Math.max(0, text.length() - 100_000));
      } else {
        digesting.update(buffer, offset, length);
        expected -= length;
        if (expected <= 0) {
          digest.complete(digesting.digest());
        }
      }
      notifyAll();
    }

    synchronized void expect(long bytes) throws Exception {
      expected = bytes;
      digesting = MessageDigest.getInstance("SHA-256");
    }

    byte[] digest() throws Exception {
      return digest.get(60, TimeUnit.SECONDS);
    }

    synchronized void after(String mark) throws InterruptedException {
      while (text.indexOf(mark) < 0) {
        wait();
      }
      text.setLength(0);
    }

    synchronized long count() {
      return count;
    }

    synchronized void pause() {
      paused = true;
    }

    synchronized void resume() {
      paused = false;
    }

    @Override
    public synchronized int room(int window) {
      return paused ? 0 : window;
    }

    @Override
    public void flush() {}

    @Override
    public void ended(Exit exit) {}
  }
}
