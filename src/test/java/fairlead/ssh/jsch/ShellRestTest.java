package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.settings.Defaults;
import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Shell;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A shell that gave its buffers back while it was idle is as good as before. */
@Timeout(30)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class ShellRestTest {
  @TempDir private Path directory;

  @Test
  void whatIsTypedAfterARestArrives() throws Exception {
    OpenSshServer sshd = OpenSshServer.start(directory.resolve("sshd"));
    Opener opener = new Opener(directory);
    try {
      opener.logInAs(sshd.user());
      Defaults.set(opener.settings(), "fairlead.ssh.keep-alive-interval", Duration.ofMillis(100));
      Received received = new Received();
      Login login = new KeyFile(sshd.clientKey("ed25519"));
      Shell shell = opener.open(HostKeyPolicy.ACCEPT_NEW, sshd.port(), received, login);
      type(shell, "exec sh -c 'read first; read second; exit $((first + second))'\n");
      type(shell, "3\n");
      // Only a keep-alive measures here, and it is sent when the host has been silent.
      while (shell.roundTripMillis().isEmpty()) {
        Thread.onSpinWait();
      }
      type(shell, "4\n");
      assertEquals(new Exit.Status(7), received.end());
    } finally {
      opener.close();
      sshd.close();
    }
  }

  private static void type(Shell shell, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    shell.write(bytes, 0, bytes.length);
  }
}
