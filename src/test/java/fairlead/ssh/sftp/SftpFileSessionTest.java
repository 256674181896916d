package fairlead.ssh.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.FileException;
import fairlead.ssh.FileListing;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import fairlead.ssh.SshException;
import fairlead.ssh.jsch.Opener;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server. */
class SftpFileSessionTest {
  @TempDir static Path place;
  @TempDir Path directory;

  private static OpenSshServer sshd;
  private Opener opener;
  private FileSession session;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "openssh-server is missing");
    sshd = OpenSshServer.start(place.resolve("sshd"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void connect() throws Exception {
    opener = new Opener(place);
    session = opener.files(host(sshd));
  }

  @AfterEach
  void disconnect() throws Exception {
    session.close();
    opener.close();
  }

  private static Destination host(OpenSshServer server) {
    return new Destination(
        "host",
        "127.0.0.1",
        server.port(),
        server.user(),
        List.of(new KeyFile(server.clientKey("ed25519"))),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }

  @Test
  void bytesAreWrittenAndReadAsTheyAre() throws Exception {
    byte[] bytes = random(3_000_000);
    RemotePath file = path("data");
    write(file, 0, bytes);
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("data")));
    assertArrayEquals(bytes, read(file, 0));
    assertEquals(bytes.length, session.stat(file).size());
  }

  @Test
  void readingAndWritingGoOnWhereTheyStopped() throws Exception {
    byte[] bytes = random(500_000);
    RemotePath file = path("data");
    write(file, 0, Arrays.copyOf(bytes, 123_457));
    write(file, 123_457, Arrays.copyOfRange(bytes, 123_457, bytes.length));
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("data")));
    assertArrayEquals(Arrays.copyOfRange(bytes, 400_001, bytes.length), read(file, 400_001));
  }

  @Test
  void bytesGoWhereTheyAreToAlsoWhenTheFileHasGrownMeanwhile() throws Exception {
    RemotePath file = path("data");
    write(file, 0, "abcde".getBytes(UTF_8));
    write(file, 3, "DEFG".getBytes(UTF_8));
    assertEquals("abcDEFG", Files.readString(directory.resolve("data")));
    write(file, 1, "BC".getBytes(UTF_8));
    assertEquals("aBCDEFG", Files.readString(directory.resolve("data")));
  }

  @Test
  void namesAreDataAndNeverPatterns() throws Exception {
    Files.writeString(directory.resolve("innocent"), "stays");
    for (String name :
        List.of("*", "in?ocent", "a\\b", "[x]", "-rf", "$(id)", "'\"", "sp ace", "new\nline")) {
      RemotePath file = path(name);
      write(file, 0, name.getBytes(UTF_8));
      assertEquals(name, Files.readString(directory.resolve(name)), name);
      session.rename(file, path(name + ".moved"));
      assertEquals(name, Files.readString(directory.resolve(name + ".moved")), name);
      session.remove(path(name + ".moved"));
      assertFalse(Files.exists(directory.resolve(name + ".moved")), name);
    }
    assertEquals("stays", Files.readString(directory.resolve("innocent")));
  }

  @Test
  void namesThatAreNoTextCanBeReachedToo() throws Exception {
    RemotePath file = root().child("\u00ff\u00fe");
    write(file, 0, new byte[] {1});
    RemoteFile found = list().get(0);
    assertEquals(file, found.path());
    assertArrayEquals(new byte[] {1}, read(found.path(), 0));
  }

  @Test
  void aListTellsFilesFromDirectoriesLinksAndTheRest() throws Exception {
    Files.writeString(directory.resolve("file"), "12345");
    Files.createDirectory(directory.resolve("directory"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("directory"));
    Set<String> seen =
        list().stream()
            .map(one -> one.path().name() + " " + one.kind())
            .collect(Collectors.toSet());
    assertEquals(Set.of("file FILE", "directory DIRECTORY", "link LINK"), seen);
    assertEquals(RemoteFile.Kind.DIRECTORY, session.stat(path("link")).kind());
    assertEquals(RemoteFile.Kind.OTHER, session.stat(new RemotePath("/dev/null")).kind());
  }

  @Test
  void aDirectoryIsListedAsFarAsIsWanted() throws Exception {
    for (int i = 0; i < 1_200; i++) {
      Files.createFile(directory.resolve("file" + i));
    }
    FileListing all = session.list(root(), 1_201, PathRoom.atMost(1 << 20));
    assertEquals(1_200, all.files().size());
    assertTrue(all.whole());
    FileListing some = session.list(root(), 700, PathRoom.atMost(1 << 20));
    assertEquals(700, some.files().size());
    assertFalse(some.whole());
    assertFalse(
        session.list(root(), 10_000, PathRoom.atMost(1_000)).whole(), "names are bounded too");
    assertTrue(
        session.list(root(), 10_000, PathRoom.atMost(1 << 20)).whole(),
        "the channel is fit for use");
  }

  @Test
  void oneChannelIsEnough() throws Exception {
    byte[] bytes = random(4_000_000);
    Files.write(directory.resolve("big"), bytes);
    OpenSshServer single = OpenSshServer.start(place.resolve("single"), "MaxSessions 1");
    try (FileSession only = opener.files(host(single));
        InputStream in = only.read(path("big"), 0)) {
      try (OutputStream to = only.create(path("copy"), OptionalInt.of(0600))) {
        to.write(in.readNBytes(1_000_000));
        assertTrue(only.list(root(), 100, PathRoom.atMost(1 << 20)).whole());
        to.write(in.readAllBytes());
      }
      assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("copy")));
    } finally {
      single.close();
    }
  }

  @Test
  void filesOfTheKernelAreReadToTheirEnd() throws Exception {
    assertEquals(0, session.stat(new RemotePath("/proc/version")).size());
    assertEquals(
        Files.readString(Path.of("/proc/version")),
        new String(read(new RemotePath("/proc/version"), 0), UTF_8));
    assertEquals(
        Files.readString(Path.of("/proc/filesystems")),
        new String(read(new RemotePath("/proc/filesystems"), 0), UTF_8));
    RemotePath mtu = new RemotePath("/sys/class/net/lo/mtu");
    assertEquals(4_096, session.stat(mtu).size());
    assertEquals(Files.readString(Path.of(mtu.bytes())), new String(read(mtu, 0), UTF_8));
  }

  @Test
  void aFileThatGrowsOrShrinksIsReadToWhereItEnds() throws Exception {
    Path file = Files.write(directory.resolve("log"), random(3_000_000));
    try (InputStream in = session.read(path("log"), 0)) {
      assertEquals(1_000, in.readNBytes(1_000).length);
      Files.write(file, random(1_000_000), StandardOpenOption.APPEND);
      assertEquals(3_999_000, in.readAllBytes().length);
    }
    try (InputStream in = session.read(path("log"), 0)) {
      assertEquals(1_000, in.readNBytes(1_000).length);
      Files.write(file, random(10));
      assertTrue(in.readAllBytes().length < 2_000_000);
    }
  }

  @Test
  void aFileThatIsMadeHasItsPermissionsFromTheBeginning() throws Exception {
    try (OutputStream to = session.create(path("private"), OptionalInt.of(0600))) {
      assertEquals("rw-------", mode("private"));
      to.write(1);
    }
    assertThrows(FileException.class, () -> session.create(path("private"), OptionalInt.empty()));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));
    assertThrows(FileException.class, () -> session.create(path("link"), OptionalInt.empty()));
    assertFalse(Files.exists(directory.resolve("elsewhere")));
  }

  @Test
  void copyingKeepsTheFileThatIsWrittenTo() throws Exception {
    byte[] bytes = random(20_000_000);
    Files.write(directory.resolve("new"), bytes);
    Path old = Files.writeString(directory.resolve("old"), "old");
    Files.createLink(directory.resolve("second"), old);
    assertEquals(2, session.names(path("old")));
    assertEquals(1, session.names(path("new")));
    AtomicLong left = new AtomicLong();
    session.copy(path("new"), path("old"), () -> left.set(old.toFile().length()));
    assertEquals(0, left.get(), "it is told when nothing is left");
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("second")));
  }

  @Test
  void theRoomOfAFileSystemIsWhatTheHostSays() throws Exception {
    Files.writeString(directory.resolve("there"), "1");
    long known = Files.getFileStore(directory).getUsableSpace();
    long told = session.room(path("there")).orElseThrow();
    assertTrue(Math.abs(known - told) < known / 10, () -> told + " of " + known);
    assertEquals(OptionalLong.empty(), session.room(path("missing")));
  }

  @Test
  void typedPathsAreResolvedByTheHost() throws Exception {
    Files.createDirectories(directory.resolve("a/b"));
    assertEquals(path("a"), session.resolve(directory + "/a/b/.."));
    assertEquals(session.home(), session.resolve("."));
  }

  @Test
  void aRenameReplacesNothing() throws Exception {
    Files.writeString(directory.resolve("one"), "1");
    Files.writeString(directory.resolve("two"), "2");
    assertThrows(FileException.class, () -> session.rename(path("one"), path("two")));
    assertEquals("2", Files.readString(directory.resolve("two")));
    Files.createDirectory(directory.resolve("empty"));
    session.removeDirectory(path("empty"));
    assertFalse(Files.exists(directory.resolve("empty")));
  }

  /** Each request that waits ends, also those behind a host that takes no bytes any more. */
  @Test
  @Timeout(60)
  void aServerThatStoppedEndsEverythingWithinItsTime() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.reply-timeout", Duration.ofSeconds(2));
    OpenSshServer stopped = OpenSshServer.start(place.resolve("stopped"));
    byte[] bytes = random(64_000_000);
    try (FileSession files = opener.files(host(stopped))) {
      OutputStream to = files.create(path("written"), OptionalInt.empty());
      stopped.signalSftpServers("STOP");
      List<Callable<Object>> requests =
          List.of(
              () -> files.list(root(), 10, PathRoom.atMost(1_000)),
              () -> files.stat(root()),
              () -> read(files, path("written")),
              () -> {
                to.write(bytes);
                return to;
              });
      ExecutorService threads = Executors.newFixedThreadPool(requests.size());
      long before = System.nanoTime();
      for (Future<Object> one : threads.invokeAll(requests)) {
        Throwable failure = assertThrows(ExecutionException.class, one::get).getCause();
        assertEquals(FileException.Reason.LOST, ((FileException) failure).reason());
        assertEquals(
            "The SFTP server of host does not answer. Open the files again.", failure.getMessage());
      }
      threads.shutdown();
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(10).toNanos());
      assertFalse(files.open());
      assertEquals(
          "The SFTP server of host does not answer. Open the files again.",
          files.trouble().orElseThrow());
    } finally {
      stopped.signalSftpServers("CONT");
      stopped.close();
    }
  }

  @Test
  void aStartUpFileThatPrintsIsNamed() throws Exception {
    OpenSshServer chatty =
        OpenSshServer.start(
            place.resolve("chatty"),
            "ForceCommand echo 'Welcome to the \u202ejungle'; exec /usr/lib/openssh/sftp-server");
    SshException refused = assertThrows(SshException.class, () -> opener.files(host(chatty)));
    assertTrue(refused.getMessage().contains("“Welcome to the jungle”"), refused::getMessage);
    assertTrue(refused.getMessage().contains("~/.bashrc"), refused::getMessage);
    chatty.close();
  }

  @Test
  void renamingReplacesAndModesAreKept() throws Exception {
    Files.writeString(directory.resolve("old"), "old");
    Files.writeString(directory.resolve("new"), "new");
    session.mode(path("new"), 0640);
    session.replace(path("new"), path("old"));
    assertEquals("new", Files.readString(directory.resolve("old")));
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("old"))));
    assertEquals(0640, session.stat(path("old")).mode());
  }

  @Test
  void whatIsMissingOrTakenIsSaid() throws Exception {
    assertEquals(
        FileException.Reason.NO_SUCH_FILE,
        assertThrows(FileException.class, () -> session.stat(path("none"))).reason());
    assertEquals(
        FileException.Reason.NO_SUCH_FILE,
        assertThrows(FileException.class, () -> session.read(path("none"), 0)).reason());
    Files.createDirectory(directory.resolve("taken"));
    assertThrows(FileException.class, () -> session.write(path("taken"), 1));
    assertThrows(FileException.class, () -> session.makeDirectory(path("taken")));
    session.makeDirectory(path("made"));
    assertTrue(Files.isDirectory(directory.resolve("made")));
  }

  @Test
  void aTransferThatStandsStillHoldsNobodyUp() throws Exception {
    byte[] bytes = random(8_000_000);
    Files.write(directory.resolve("big"), bytes);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (InputStream stalled = session.read(path("big"), 0)) {
            // Enough for every request that JSch lets stand out.
            stalled.readNBytes(1_000_000);
            assertEquals(1, list().size());
            assertArrayEquals(bytes, read(path("big"), 0));
            write(path("other"), 0, bytes);
            assertArrayEquals(
                Arrays.copyOfRange(bytes, 1_000_000, bytes.length), stalled.readAllBytes());
          }
        });
  }

  @Test
  void afterTheConnectionIsGoneEverythingSaysSo() {
    session.close();
    assertFalse(session.open());
    assertEquals(
        FileException.Reason.LOST, assertThrows(FileException.class, () -> list()).reason());
  }

  private RemotePath root() {
    return new RemotePath(directory.toString());
  }

  private RemotePath path(String name) {
    return name.isEmpty() ? root() : root().child(RemotePath.bytesOf(name));
  }

  private byte[] read(RemotePath file, long offset) throws Exception {
    try (InputStream in = session.read(file, offset)) {
      return in.readAllBytes();
    }
  }

  private static byte[] read(FileSession files, RemotePath file) throws Exception {
    try (InputStream in = files.read(file, 0)) {
      return in.readAllBytes();
    }
  }

  private List<RemoteFile> list() throws FileException {
    return session.list(root(), 100, PathRoom.atMost(1 << 20)).files();
  }

  private String mode(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
  }

  private void write(RemotePath file, long offset, byte[] bytes) throws Exception {
    boolean begins = offset == 0;
    if (begins && Files.exists(Path.of(file.bytes()))) {
      session.remove(file);
    }
    try (OutputStream to =
        begins ? session.create(file, OptionalInt.empty()) : session.write(file, offset)) {
      to.write(bytes);
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
