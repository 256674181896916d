package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Shell;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The modes of a real sshd's pty. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class TerminalModesTest {
  @TempDir private Path directory;
  private OpenSshServer sshd;
  private Opener opener;

  @BeforeEach
  void startHost() throws Exception {
    sshd = OpenSshServer.start(directory.resolve("sshd"));
    opener = new Opener(directory);
    opener.logInAs(sshd.user());
  }

  @AfterEach
  void close() throws Exception {
    opener.close();
    sshd.close();
  }

  @Test
  void areThoseOfATerminalOnThisMachineWithUtf8() throws Exception {
    // The pty is as it was before the shell's own changes.
    assertEquals(local(), run("stty echo; stty -g\n", "exit\n"));
  }

  @Test
  void aBackspaceTakesAWholeCharacter() throws Exception {
    String command = "read -r line; printf %s \"$line\" | od -An -tx1; exit\n";
    assertEquals("61", run(command, "aé\u007f\n").strip());
  }

  /** What the shell's last command has written. */
  private String run(String command, String input) throws Exception {
    Received received = new Received();
    try (Shell shell =
        opener.open(
            HostKeyPolicy.ACCEPT_NEW,
            sshd.port(),
            received,
            new KeyFile(sshd.clientKey("ed25519")))) {
      // What comes while a program has the pty in another mode is not edited as a line.
      type(shell, "exec sh\n");
      type(shell, "PS1=; stty -echo; echo be''gin; " + command);
      received.await("begin\r\n");
      type(shell, input);
      Matcher answer =
          Pattern.compile("begin\r\n(?:.*\r\n)*?([0-9a-f: ]+)\r\n").matcher(received.text());
      assertTrue(answer.find(), received.text());
      return answer.group(1);
    }
  }

  private static void type(Shell shell, String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    shell.write(bytes, 0, bytes.length);
  }

  /** As a new pty of Linux is, and OpenSSH's client would send it. */
  private static String local() throws Exception {
    Process process =
        new ProcessBuilder("script", "-qec", "stty iutf8; stty -g", "/dev/null")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }
}
