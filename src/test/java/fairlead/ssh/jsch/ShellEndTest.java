package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Shell;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a shell ended is told after everything it wrote, at a real OpenSSH server. */
@Timeout(30)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class ShellEndTest {
  private static final int LINES = 20_000;

  @TempDir private static Path shared;
  private static OpenSshServer sshd;

  private Opener opener;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(shared.resolve("sshd"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    sshd.close();
  }

  @BeforeEach
  void prepare(@TempDir Path directory) {
    opener = new Opener(directory);
    opener.logInAs(sshd.user());
  }

  @AfterEach
  void close() throws Exception {
    opener.close();
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, 0",
    "exit 3, 3",
    "exit 255, 255",
    "kill -KILL $$, KILL",
    "kill -HUP $$, HUP"
  })
  void theEndComesAfterAllOutput(String command, String expected) throws Exception {
    Received received = new Received();
    Login login = new KeyFile(sshd.clientKey("ed25519"));
    Shell shell = opener.open(HostKeyPolicy.ACCEPT_NEW, sshd.port(), received, login);
    String all = "exec sh\nstty -echo; PS1=; echo be''gin; seq " + LINES + "; " + command + "\n";
    shell.write(all.getBytes(UTF_8), 0, all.length());
    Exit end =
        expected.matches("[0-9]+")
            ? new Exit.Status(Integer.parseInt(expected))
            : new Exit.Signal(expected);
    assertEquals(end, received.end());
    StringBuilder output = new StringBuilder("begin\r\n");
    for (int i = 1; i <= LINES; i++) {
      output.append(i).append("\r\n");
    }
    String text = received.text();
    assertEquals(output.toString(), text.substring(text.indexOf("begin\r\n")));
  }
}
