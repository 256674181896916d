package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.Exit;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.RemotePath;
import fairlead.ssh.Shell;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.DropbearServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Against dropbear, the SSH server of small machines. */
@Timeout(120)
@EnabledIf("fairlead.testing.DropbearServer#available")
class DropbearTest {
  private static final int WINDOW = 256 * 1024;

  @TempDir private Path directory;
  private DropbearServer dropbear;
  private Opener opener;
  private final Flow flow = new Flow();

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
  }

  @AfterEach
  void close() throws Exception {
    opener.close();
    dropbear.close();
  }

  @Test
  void aKeyOpensAShellThatIsResizedAndEndsWithItsStatus() throws Exception {
    dropbear = DropbearServer.start(directory.resolve("dropbear"));
    try (Shell shell = open()) {
      type(shell, "stty size\n");
      await(() -> flow.text().contains("24 80"), "its size");
      shell.resize(new Size(132, 50));
      type(shell, "stty size\n");
      await(() -> flow.text().contains("50 132"), "its new size");
      type(shell, "exit 7\n");
      await(flow::ended, "its end");
      assertEquals(new Exit.Status(7), flow.exit());
    }
  }

  /** The viewer takes nothing: the window closes, and opens again without a byte lost. */
  @Test
  void aFloodThatNobodyTakesStopsAtTheWindowAndLosesNothing() throws Exception {
    dropbear = DropbearServer.start(directory.resolve("dropbear"));
    byte[] random = new byte[5 << 20];
    new Random(3).nextBytes(random);
    Path file = Files.write(directory.resolve("random"), random);
    try (Shell shell = open()) {
      flow.hold(true);
      long before = flow.count();
      type(shell, "cat " + file + "\n");
      await(() -> flow.count() > before, "the flood");
      long came = whenStill() - before;
      assertTrue(came <= WINDOW, () -> came + " bytes of a held host came");
      flow.hold(false);
      shell.resumeOutput();
      await(() -> flow.count() >= before + random.length, "all bytes");
      assertArrayEquals(random, flow.from(before, random.length));
      type(shell, "echo st''ill there\n");
      await(() -> flow.text().contains("still there"), "the shell");
    }
  }

  @Test
  void filesAreWrittenAndReadWhereSftpServerIsInstalled() throws Exception {
    dropbear = DropbearServer.start(directory.resolve("dropbear"));
    byte[] bytes = new byte[300_000];
    new Random(5).nextBytes(bytes);
    try (FileSession files = opener.files(host())) {
      assertEquals(dropbear.home().toString(), files.home().bytes());
      RemotePath path = files.home().child("file");
      try (OutputStream to = files.create(path, OptionalInt.of(0600))) {
        to.write(bytes);
      }
      assertArrayEquals(bytes, Files.readAllBytes(dropbear.home().resolve("file")));
      try (InputStream in = files.read(path, 0)) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
    }
  }

  @Test
  void whereSftpServerIsMissingThatIsSaid() throws Exception {
    dropbear = DropbearServer.withoutSftpServer(directory.resolve("dropbear"));
    SshException refused = assertThrows(SshException.class, () -> opener.files(host()).close());
    assertEquals(SshException.Reason.CHANNEL, refused.reason());
    assertTrue(refused.getMessage().contains("its SFTP server is missing"), refused::getMessage);
    try (Shell shell = open()) {
      type(shell, "echo a ter''minal\n");
      await(() -> flow.text().contains("a terminal"), "the shell");
    }
  }

  private Shell open() throws Exception {
    Shell shell = opener.open(host(), flow);
    type(shell, "exec sh\n");
    type(shell, "stty raw -echo; PS1=; echo be''gin\n");
    await(() -> flow.text().contains("begin\n"), "the shell");
    return shell;
  }

  private Destination host() {
    return new Destination(
        "host",
        "127.0.0.1",
        dropbear.port(),
        dropbear.user(),
        List.of(new KeyFile(dropbear.clientKey())),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }

  private static void type(Shell shell, String text) throws Exception {
    shell.write(text.getBytes(UTF_8), 0, text.length());
  }

  /** What had come when nothing more came for a second. */
  private long whenStill() throws InterruptedException {
    long count = flow.count();
    long since = System.nanoTime();
    while (System.nanoTime() - since < TimeUnit.SECONDS.toNanos(1)) {
      TimeUnit.MILLISECONDS.sleep(5);
      if (flow.count() != count) {
        count = flow.count();
        since = System.nanoTime();
      }
    }
    return count;
  }

  private void await(BooleanSupplier done, String what) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> "waited in vain for " + what);
      assertFalse(flow.ended() && !what.equals("its end"), () -> "it ended before " + what);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
