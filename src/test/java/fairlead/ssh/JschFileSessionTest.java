package fairlead.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import fairlead.testing.OpenSshServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server. */
class JschFileSessionTest {
  @TempDir static Path place;
  @TempDir Path directory;

  private static OpenSshServer sshd;
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
    JSch jsch = new JSch();
    jsch.addIdentity(sshd.clientKey("ed25519").toString());
    Session connected = jsch.getSession(sshd.user(), "127.0.0.1", sshd.port());
    connected.setConfig("StrictHostKeyChecking", "no");
    connected.connect(10_000);
    session = new JschFileSession(connected, Duration.ofSeconds(10), connected::disconnect).begin();
  }

  @AfterEach
  void disconnect() {
    session.close();
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
    RemoteFile found = session.list(root(), 10).get(0);
    assertEquals(file, found.path());
    assertArrayEquals(new byte[] {1}, read(found.path(), 0));
  }

  @Test
  void aListTellsFilesFromDirectoriesLinksAndTheRest() throws Exception {
    Files.writeString(directory.resolve("file"), "12345");
    Files.createDirectory(directory.resolve("directory"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("directory"));
    Set<String> seen =
        session.list(root(), 10).stream()
            .map(one -> one.path().name() + " " + one.kind())
            .collect(Collectors.toSet());
    assertEquals(Set.of("file FILE", "directory DIRECTORY", "link LINK"), seen);
    assertEquals(RemoteFile.Kind.DIRECTORY, session.stat(path("link")).kind());
    assertEquals(RemoteFile.Kind.OTHER, session.stat(new RemotePath("/dev/null")).kind());
  }

  @Test
  void aDirectoryWithTooManyFilesIsSaidToBe() throws Exception {
    for (int i = 0; i < 12; i++) {
      Files.createFile(directory.resolve("file" + i));
    }
    assertEquals(12, session.list(root(), 12).size());
    FileException refused = assertThrows(FileException.class, () -> session.list(root(), 11));
    assertEquals(FileException.Reason.CONFLICT, refused.reason());
    assertEquals(12, session.list(root(), 12).size(), "the channel is fit for use after it");
  }

  @Test
  void renamingReplacesAndModesAreKept() throws Exception {
    Files.writeString(directory.resolve("old"), "old");
    Files.writeString(directory.resolve("new"), "new");
    session.mode(path("new"), 0640);
    session.rename(path("new"), path("old"));
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
    assertThrows(FileException.class, () -> session.write(path("taken"), 0));
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
            assertEquals(1, session.list(root(), 10).size());
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
        FileException.Reason.LOST,
        assertThrows(FileException.class, () -> session.list(root(), 10)).reason());
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

  private void write(RemotePath file, long offset, byte[] bytes) throws Exception {
    try (OutputStream to = session.write(file, offset)) {
      to.write(bytes);
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
