package fairlead.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;

/**
 * An SSH server that asks for a password, or questions full of markup, and whose shell is a {@link
 * DeafShell}.
 */
public final class AskingHost implements AutoCloseable {
  public static final String PASSWORD = "correct horse";
  public static final String MARKUP = "<img src=x onerror=document.title='run'>";

  /** Small, so that a shell which takes no input is noticed soon. */
  private static final long WINDOW = 64 * 1024;

  private final Path directory;
  private final DeafShell shell = new DeafShell();
  private final Supplier<Command> shells;
  private SshServer server;
  private int keys;

  private AskingHost(Path directory, boolean echoes) {
    this.directory = directory;
    shells = echoes ? EchoShell::new : shell::opened;
  }

  /**
   * Starts it on a free port.
   *
   * @param directory for its host keys
   */
  public static AskingHost start(Path directory) throws IOException {
    return start(directory, false);
  }

  /** One whose shell says again what it is told, and ends with status 3 at Ctrl-D. */
  public static AskingHost echoing(Path directory) throws IOException {
    return start(directory, true);
  }

  private static AskingHost start(Path directory, boolean echoes) throws IOException {
    AskingHost host = new AskingHost(directory, echoes);
    host.listen(0);
    return host;
  }

  public int port() {
    return server.getPort();
  }

  /** Connections that are open, signed in or not. */
  public int connections() {
    return server.getActiveSessions().size();
  }

  public DeafShell shell() {
    return shell;
  }

  /** Goes on, on the same port, with another host key. */
  public void changeKey() throws IOException {
    int port = server.getPort();
    server.stop(true);
    listen(port);
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private void listen(int port) throws IOException {
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(
        new SimpleGeneratorHostKeyProvider(directory.resolve("asking_key_" + ++keys)));
    server.setPasswordAuthenticator((user, password, session) -> PASSWORD.equals(password));
    server.setKeyboardInteractiveAuthenticator(new TwoQuestions());
    server.setShellFactory(channel -> shells.get());
    CoreModuleProperties.WELCOME_BANNER.set(server, "Authorised use only " + MARKUP + "\r\n");
    CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
    server.start();
  }

  private static final class TwoQuestions implements KeyboardInteractiveAuthenticator {
    @Override
    public InteractiveChallenge generateChallenge(
        ServerSession session, String user, String language, String methods) {
      InteractiveChallenge challenge = new InteractiveChallenge();
      challenge.setInteractionName("Second factor");
      challenge.setInteractionInstruction("Look at your device. " + MARKUP);
      challenge.setLanguageTag("");
      challenge.addPrompt("1. Push\r\n2. " + MARKUP + " Code: ", true);
      challenge.addPrompt("PIN: ", false);
      return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> answers) {
      return answers.equals(List.of("314159", "2718"));
    }
  }
}
