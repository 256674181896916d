package fairlead.ssh.sftp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.jsch.Opener;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that let people in and have no files for them. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class NoFilesTest {
  @TempDir private Path directory;
  private Opener opener;
  private OpenSshServer sshd;

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
  }

  @AfterEach
  void nothingIsLeftOpen() throws Exception {
    while (sshd.connections() > 0) {
      assertFalse(Thread.interrupted(), "a connection stayed open");
      Thread.onSpinWait();
    }
    sshd.close();
    opener.close();
  }

  @Test
  void aHostWithoutSftpIsSaidToHaveNone() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd")).withoutSftp();
    SshException refused = refused();
    assertEquals(Reason.CHANNEL, refused.reason());
    assertTrue(
        refused
            .getMessage()
            .startsWith("host lets " + sshd.user() + " in, but offers no file transfer: "),
        refused::getMessage);
  }

  @Test
  void aHostThatRunsSomethingSilentInsteadMeetsItsDeadline() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"), "ForceCommand exec sleep 60");
    Defaults.set(opener.settings(), "fairlead.ssh.channel-timeout", Duration.ofMillis(500));
    SshException refused = refused();
    assertEquals(Reason.CHANNEL, refused.reason());
    assertTrue(refused.getMessage().contains(" in time. "), refused::getMessage);
  }

  @Test
  void filesBeginAtHome() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"));
    try (FileSession files = opener.files(host())) {
      assertEquals(directory.resolve("sshd").toString(), files.home().bytes());
    }
  }

  private SshException refused() {
    return assertThrows(SshException.class, () -> opener.files(host()).close());
  }

  private Destination host() {
    return new Destination(
        "host",
        "127.0.0.1",
        sshd.port(),
        sshd.user(),
        List.of(new KeyFile(sshd.clientKey("ed25519"))),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }
}
