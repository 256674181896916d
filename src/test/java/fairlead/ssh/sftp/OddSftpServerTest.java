package fairlead.ssh.sftp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.FileException;
import fairlead.ssh.FileListing;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.RemotePath;
import fairlead.ssh.jsch.Opener;
import fairlead.ssh.login.Password;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an SFTP server may answer, and no usual one does. */
@Timeout(120)
class OddSftpServerTest {
  private static final String ENDLESS =
      "host lists more names in this directory than Fairlead reads.";

  @TempDir private Path directory;
  private final AtomicInteger listed = new AtomicInteger();
  private SshServer server;
  private Opener opener;
  private FileSession session;

  @BeforeEach
  void connect() throws Exception {
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("key")));
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.setSubsystemFactories(List.of(new Factory()));
    server.start();
    opener = new Opener(directory);
    opener.person().answers("any");
    session =
        opener.files(
            new Destination(
                "host",
                "127.0.0.1",
                server.getPort(),
                "ada",
                List.of(new Password()),
                HostKeyPolicy.ACCEPT_NEW,
                true));
  }

  @AfterEach
  void disconnect() throws Exception {
    session.close();
    opener.close();
    server.stop(true);
  }

  @Test
  void aDirectoryWithoutEndIsReadToItsBoundAndTheChannelStaysFitForUse() throws Exception {
    FileException endless =
        assertThrows(FileException.class, () -> session.names(new RemotePath("/endless/other")));
    assertEquals(ENDLESS, endless.getMessage());
    assertEquals(FileException.Reason.FAILED, endless.reason());
    staysFitForUse(1_000_000 / OddSftpServer.NAMES_EACH);
  }

  /** Few packets hold them, and each is many bytes. */
  @Test
  void theBytesOfNamesAreBoundedToo() throws Exception {
    String name = "n".repeat(4_000);
    FileException endless =
        assertThrows(
            FileException.class,
            () ->
                session.list(
                    new RemotePath("/" + name),
                    Integer.MAX_VALUE,
                    PathRoom.atMost(Long.MAX_VALUE)));
    assertEquals(ENDLESS, endless.getMessage());
    staysFitForUse((64 << 20) / 200_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a:b", "/..:", "/:"})
  void namesThatAreNoneAreCountedAndBounded(String path) throws Exception {
    RemotePath slashes = new RemotePath(path);
    assertEquals(
        ENDLESS,
        assertThrows(
                FileException.class,
                () -> session.list(slashes, 1, PathRoom.atMost(Long.MAX_VALUE)))
            .getMessage());
    FileListing some = session.list(slashes, 1, PathRoom.atMost(10L * path.length()));
    assertEquals(List.of(), some.files());
    assertEquals(10, some.dropped());
    assertFalse(some.whole());
  }

  @Test
  void whatIsWantedOfItIsListed() throws Exception {
    FileListing some =
        session.list(new RemotePath("/endless"), 2_500, PathRoom.atMost(Long.MAX_VALUE));
    assertEquals(2_500, some.files().size());
    assertEquals(0, some.dropped());
    assertFalse(some.whole());
    staysFitForUse(3);
  }

  private void staysFitForUse(int packets) throws Exception {
    assertTrue(session.open());
    // Some requests are ahead of what is read.
    assertTrue(listed.get() <= packets + 16, listed + " packets");
    assertEquals(
        1, session.list(new RemotePath("/fit"), 1, PathRoom.atMost(Long.MAX_VALUE)).files().size());
    assertEquals(RemotePath.ROOT, session.resolve("."));
  }

  @ParameterizedTest
  @CsvSource({"Failure", "failure.", "SSH_FX_FAILURE", "'General failure'", "' '", "silent"})
  void aFailureWithoutAReasonHasPossibleOnes(String text) {
    assertEquals(
        "host could not do this, and does not say why. Possible reasons: a full or read-only disk,"
            + " a quota, a name that is taken.",
        written(text));
  }

  @ParameterizedTest
  @CsvSource({
    "Disk quota exceeded,Disk quota exceeded",
    "Échec : disque plein,Échec : disque plein",
    "'a\u001b[31m\u202eb\nc','a[31mb c'",
  })
  void aReasonThatAHostGivesIsShownAsText(String text, String shown) {
    assertEquals("host could not do this. It says: “" + shown + "”.", written(text));
  }

  /** So nobody takes the blocks behind it for received. */
  @Test
  void aBlockThatFailsIsToldOfUntilTheFileIsClosedWhateverComesBehindIt() throws Exception {
    OutputStream to = session.create(new RemotePath("/gap"), OptionalInt.empty());
    to.write(new byte[128 << 10]);
    FileException failure = assertThrows(FileException.class, to::flush);
    assertEquals(FileException.Reason.FAILED, failure.reason());
    assertThrows(FileException.class, to::flush);
    assertThrows(FileException.class, () -> to.write(1));
    assertThrows(FileException.class, to::close);
    staysFitForUse(1);
  }

  private String written(String text) {
    RemotePath file = RemotePath.ROOT.child(RemotePath.bytesOf(text));
    FileException failure =
        assertThrows(
            FileException.class,
            () -> {
              try (OutputStream to = session.create(file, OptionalInt.empty())) {
                to.write(1);
              }
            });
    assertEquals(FileException.Reason.FAILED, failure.reason());
    return failure.getMessage();
  }

  private final class Factory implements SubsystemFactory {
    @Override
    public String getName() {
      return "sftp";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
      return new OddSftpServer(listed);
    }
  }
}
