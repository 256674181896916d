package fairlead.ssh.sftp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.FileException;
import fairlead.ssh.FileListing;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import fairlead.ssh.jsch.Opener;
import fairlead.ssh.login.Password;
import fairlead.testing.MinaSftpHost;
import fairlead.testing.MinaSftpHost.Trait;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Apache MINA's SFTP server, as it is and with less. */
@ParameterizedClass
@MethodSource("servers")
class OtherSftpServersTest {
  @TempDir Path directory;

  @Parameter Set<Trait> traits;

  private MinaSftpHost host;
  private Opener opener;
  private FileSession session;

  static Stream<Set<Trait>> servers() {
    return Stream.concat(
        Stream.of(EnumSet.noneOf(Trait.class), EnumSet.allOf(Trait.class)),
        Arrays.stream(Trait.values()).map(EnumSet::of));
  }

  @BeforeEach
  void connect() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    host = MinaSftpHost.start(place, traits);
    opener = new Opener(place);
    opener.person().answers(MinaSftpHost.PASSWORD);
    session =
        opener.files(
            new Destination(
                "host",
                "127.0.0.1",
                host.port(),
                "ada",
                List.of(new Password()),
                HostKeyPolicy.ACCEPT_NEW,
                true));
  }

  @AfterEach
  void disconnect() throws Exception {
    session.close();
    opener.close();
    host.close();
  }

  @Test
  void bytesAreWrittenAndReadAsTheyAre() throws Exception {
    byte[] bytes = new byte[1_500_000];
    new Random(1).nextBytes(bytes);
    try (OutputStream to = session.create(path("data"), OptionalInt.of(0600))) {
      to.write(bytes, 0, 700_000);
    }
    try (OutputStream to = session.write(path("data"), 700_000)) {
      to.write(bytes, 700_000, 800_000);
    }
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("data")));
    assertArrayEquals(bytes, read("data", 0));
    assertArrayEquals(Arrays.copyOfRange(bytes, 1_400_001, bytes.length), read("data", 1_400_001));
    assertEquals(bytes.length, session.stat(path("data")).size());
    assertThrows(FileException.class, () -> session.create(path("data"), OptionalInt.empty()));
  }

  @Test
  void directoriesAreListedWithTheirKinds() throws Exception {
    for (int i = 0; i < 1_200; i++) {
      Files.createFile(directory.resolve("file" + i));
    }
    Files.createDirectory(directory.resolve("directory"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("directory"));
    FileListing all = session.list(root(), 2_000, PathRoom.atMost(1 << 20));
    assertTrue(all.whole());
    assertEquals(1_203, all.files().size());
    assertEquals(
        Set.of("directory DIRECTORY", "link LINK", "file7 FILE"),
        all.files().stream()
            .map(one -> one.path().name() + " " + one.kind())
            .filter(one -> one.matches("(directory|link|file7) .*"))
            .collect(Collectors.toSet()));
    assertEquals(RemoteFile.Kind.FILE, session.lstat(path("file7")).kind());
    assertEquals(RemoteFile.Kind.DIRECTORY, session.lstat(path("directory")).kind());
    assertEquals(RemoteFile.Kind.LINK, session.lstat(path("link")).kind());
    assertEquals(RemoteFile.Kind.DIRECTORY, session.stat(path("link")).kind());
    assertEquals(RemoteFile.Kind.DIRECTORY, session.stat(new RemotePath("/")).kind());
  }

  @Test
  void namesReplaceOnlyWhereThatIsAskedFor() throws Exception {
    Files.writeString(directory.resolve("one"), "1");
    Files.writeString(directory.resolve("two"), "2");
    FileException taken =
        assertThrows(FileException.class, () -> session.rename(path("one"), path("two")));
    assertEquals(FileException.Reason.FAILED, taken.reason());
    assertEquals("2", Files.readString(directory.resolve("two")));
    session.replace(path("one"), path("two"));
    assertEquals("1", Files.readString(directory.resolve("two")));
    assertFalse(Files.exists(directory.resolve("one")));
    session.rename(path("two"), path("three"));
    assertEquals("1", Files.readString(directory.resolve("three")));
  }

  @Test
  void aReplacementThatFailsLeavesWhatWasThere() throws Exception {
    Files.writeString(directory.resolve("old"), "old");
    assertThrows(FileException.class, () -> session.replace(path("none"), path("old")));
    assertEquals("old", Files.readString(directory.resolve("old")));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          Set.of("old", "place"),
          files.map(one -> one.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void copyingWritesThroughLinks() throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(2).nextBytes(bytes);
    Files.write(directory.resolve("new"), bytes);
    Path old = Files.writeString(directory.resolve("old"), "old");
    Files.createSymbolicLink(directory.resolve("link"), old);
    session.copy(path("new"), path("link"), () -> {});
    assertTrue(Files.isSymbolicLink(directory.resolve("link")));
    assertArrayEquals(bytes, Files.readAllBytes(old));
  }

  @Test
  void whatIsMissingOrTakenIsSaid() throws Exception {
    assertEquals(FileException.Reason.NO_SUCH_FILE, reason(() -> session.stat(path("none"))));
    assertEquals(FileException.Reason.NO_SUCH_FILE, reason(() -> session.lstat(path("none"))));
    assertEquals(FileException.Reason.NO_SUCH_FILE, reason(() -> session.read(path("none"), 0)));
    assertEquals(FileException.Reason.NO_SUCH_FILE, reason(() -> session.remove(path("none"))));
    session.makeDirectory(path("made"));
    FileException there =
        assertThrows(FileException.class, () -> session.makeDirectory(path("made")));
    assertEquals("A file or folder with this name already exists on host.", there.getMessage());
    Files.writeString(directory.resolve("made/in"), "in");
    FileException full =
        assertThrows(FileException.class, () -> session.removeDirectory(path("made")));
    assertEquals("The directory is not empty.", full.getMessage());
    session.remove(path("made").child("in"));
    session.removeDirectory(path("made"));
    assertFalse(Files.exists(directory.resolve("made")));
  }

  @Test
  void typedPathsAreResolvedByTheHost() throws Exception {
    Files.createDirectories(directory.resolve("a/b"));
    assertEquals(path("a"), session.resolve(directory + "/a/b/.."));
    assertEquals(session.home(), session.resolve("."));
  }

  @Test
  void namesInAnyScriptArriveUnchanged() throws Exception {
    for (String name : List.of("jürgen €", "日本", "👩‍👩‍👧", "a\\b", "*")) {
      try (OutputStream to = session.create(path(name), OptionalInt.empty())) {
        to.write(1);
      }
      assertTrue(Files.exists(directory.resolve(name)), name);
      session.remove(path(name));
      assertFalse(Files.exists(directory.resolve(name)), name);
    }
  }

  private interface Failing {
    void run() throws Exception;
  }

  private static FileException.Reason reason(Failing work) {
    return assertThrows(FileException.class, work::run).reason();
  }

  private byte[] read(String name, long offset) throws Exception {
    try (InputStream in = session.read(path(name), offset)) {
      return in.readAllBytes();
    }
  }

  private RemotePath root() {
    return new RemotePath(directory.toString());
  }

  private RemotePath path(String name) {
    return root().child(RemotePath.bytesOf(name));
  }
}
