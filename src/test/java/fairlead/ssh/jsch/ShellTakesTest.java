package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A write of what a shell says it takes does not wait. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class ShellTakesTest {
  @TempDir private Path directory;
  private OpenSshServer sshd;
  private Opener opener;
  private final Heard heard = new Heard();
  private Shell shell;

  @BeforeEach
  void open() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"));
    opener = new Opener(directory);
    opener.logInAs(sshd.user());
    Login login = new KeyFile(sshd.clientKey("ed25519"));
    shell = opener.open(HostKeyPolicy.ACCEPT_NEW, sshd.port(), heard, login);
  }

  @AfterEach
  void close() throws Exception {
    shell.close();
    opener.close();
    sshd.close();
  }

  @Test
  void someSixtyKeysWhileTheHostSaysNothing() throws Exception {
    run("exec sleep 100");
    int written = 0;
    while (shell.takes(1)) {
      shell.write(new byte[] {'x'}, 0, 1);
      written++;
    }
    // Each is a packet of up to a hundred bytes.
    assertTrue(written >= 50 && written <= 70, written + " keys were taken");
  }

  @Test
  void asMuchAsTheWindowHoldsWhileTheHostTalksAndReadsNothing() throws Exception {
    run("while :; do echo talk; done");
    // A second without room is the matter itself: the window is used up for good only if nothing
    // opens it again, and what the host has taken in is known to the host alone.
    byte[] some = new byte[1024];
    long written = 0;
    long quiet = 0;
    while (System.nanoTime() - quiet < TimeUnit.SECONDS.toNanos(1) || quiet == 0) {
      if (shell.takes(some.length)) {
        shell.write(some, 0, some.length);
        written += some.length;
        quiet = System.nanoTime();
      } else {
        // What was said meanwhile makes room in the socket, not in the window.
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    assertTrue(written > 64 * 1024, written + " bytes were taken");
    assertFalse(shell.takes(some.length));
  }

  @Test
  void aLineAfterEachEcho() throws Exception {
    run("exec cat");
    for (int i = 0; i < 100; i++) {
      assertTrue(shell.takes(64), "after " + i + " lines");
      long before = heard.count.get();
      shell.write(new byte[64], 0, 64);
      while (heard.count.get() == before) {
        Thread.onSpinWait();
      }
    }
  }

  private void run(String command) throws IOException {
    String line = "exec sh\nstty raw -echo; echo be''gin; " + command + "\n";
    shell.write(line.getBytes(UTF_8), 0, line.length());
    while (!heard.text().contains("begin")) {
      Thread.onSpinWait();
    }
  }

  private static final class Heard implements ShellOutput {
    private final StringBuilder start = new StringBuilder();
    private final AtomicLong count = new AtomicLong();

    @Override
    public synchronized void bytes(byte[] buffer, int offset, int length) {
      if (start.length() < 10_000) {
        start.append(new String(buffer, offset, length, UTF_8));
      }
      count.addAndGet(length);
    }

    synchronized String text() {
      return start.toString();
    }

    @Override
    public int room(int window) {
      return window;
    }

    @Override
    public void flush() {}

    @Override
    public void ended(Exit exit) {}
  }
}
