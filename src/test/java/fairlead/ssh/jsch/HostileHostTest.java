package fairlead.ssh.jsch;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.Exit;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import fairlead.ssh.Shell;
import fairlead.ssh.login.KeyboardInteractive;
import fairlead.ssh.login.Password;
import fairlead.testing.HostProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a host says stays in its line of the log, at every level: its version, banner, questions,
 * farewell and names of files.
 */
@Timeout(60)
class HostileHostTest {
  private static final String HOSTILE =
      "x\r\nFORGED admin may open db-1\u001b[2J\u009b31m\u2028\u202e";
  private static final int BY_APPLICATION = 11;

  @TempDir private Path directory;
  private final Logger all = Logger.getLogger("");
  private final Logger own = Logger.getLogger("fairlead.ssh");
  private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord one) {
          // Other tests may run at the same time. MINA is the host, and logs what it says.
          if (one.getLoggerName().matches("fairlead\\.ssh\\..*|org\\.apache\\.sshd\\..*")) {
            records.add(one);
          }
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
  private Opener opener;
  private SshServer server;

  @BeforeEach
  void start() throws Exception {
    own.setLevel(Level.ALL);
    handler.setLevel(Level.ALL);
    all.addHandler(handler);
    opener = new Opener(directory);
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("key")));
    server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
    server.setFileSystemFactory(new VirtualFileSystemFactory(directory));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setShellFactory(channel -> new Parting());
    CoreModuleProperties.WELCOME_BANNER.set(server, HOSTILE + "\r\n");
  }

  @AfterEach
  void stop() throws Exception {
    all.removeHandler(handler);
    own.setLevel(null);
    opener.close();
    server.stop(true);
  }

  @Test
  void aBannerAndAFarewell() throws Exception {
    server.start();
    opener.person().answers("right");
    Received received = new Received();
    Shell shell = opener.open(HostKeyPolicy.ACCEPT_NEW, server.getPort(), received, new Password());
    assertInstanceOf(Exit.Lost.class, received.end());
    shell.close();
    assertTrue(opener.person().banner().contains("FORGED"), "the host said it");
    assertOneLineEach();
    assertTrue(logged().contains("FORGED"), "the host's own library logs it: " + logged());
  }

  @Test
  void aFarewellInsteadOfALogin() throws Exception {
    server.setPasswordAuthenticator(
        (user, password, session) -> {
          leave(session);
          return false;
        });
    server.start();
    opener.person().answers("any");
    opener.refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new Password());
    assertOneLineEach();
    assertTrue(logged().contains("FORGED"), "the log has what the host said: " + logged());
  }

  @Test
  void aQuestion() throws Exception {
    server.setKeyboardInteractiveAuthenticator(new HostileQuestion());
    server.start();
    opener.person().answers(HOSTILE);
    opener.refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new KeyboardInteractive());
    assertTrue(opener.person().asked().toString().contains("FORGED"), "the host asked it");
    assertOneLineEach();
  }

  @Test
  void namesOfFiles() throws Exception {
    Files.createDirectory(directory.resolve(HOSTILE));
    server.start();
    opener.person().answers("right");
    Destination host =
        new Destination(
            HOSTILE,
            "127.0.0.1",
            server.getPort(),
            "ada",
            List.of(new Password()),
            HostKeyPolicy.ACCEPT_NEW,
            true);
    try (FileSession files = opener.files(host)) {
      RemotePath strange =
          files.list(files.home(), 100, bytes -> true).files().stream()
              .map(RemoteFile::path)
              .filter(path -> path.bytes().contains("FORGED"))
              .findFirst()
              .orElseThrow();
      assertThrows(FileException.class, () -> files.read(strange, 0).readAllBytes());
      assertThrows(
          FileException.class, () -> files.stat(files.resolve("/" + HOSTILE + " is not there")));
    }
    assertOneLineEach();
  }

  @Test
  void aGreetingOfSomethingElse() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> said = CompletableFuture.runAsync(() -> greet(listening));
      opener.refused(HostKeyPolicy.ACCEPT_NEW, listening.getLocalPort(), new Password());
      said.join();
    }
    assertOneLineEach();
  }

  private static void greet(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      byte[] greeting = (HOSTILE + "\r\nSSH-9.0-" + HOSTILE).getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(greeting);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void leave(ServerSession session) {
    try {
      session.disconnect(BY_APPLICATION, HOSTILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertOneLineEach() {
    for (LogRecord one : List.copyOf(records)) {
      assertOneLine(new SimpleFormatter().formatMessage(one));
      for (Throwable thrown = one.getThrown(); thrown != null; thrown = thrown.getCause()) {
        assertOneLine(thrown.toString());
      }
    }
  }

  private static void assertOneLine(String text) {
    List<Integer> wrong =
        text.codePoints()
            .filter(one -> Character.isISOControl(one) || one == 0x2028 || one == 0x202e)
            .boxed()
            .toList();
    assertEquals(List.of(), wrong, text);
  }

  private String logged() {
    return List.copyOf(records).stream().map(new SimpleFormatter()::format).collect(joining());
  }

  /** Says goodbye as soon as it is opened. */
  private static final class Parting extends HostProgram {
    @Override
    public void start(ChannelSession channel, Environment environment) {
      leave(channel.getServerSession());
    }
  }

  private static final class HostileQuestion implements KeyboardInteractiveAuthenticator {
    @Override
    public InteractiveChallenge generateChallenge(
        ServerSession session, String user, String language, String methods) {
      InteractiveChallenge challenge = new InteractiveChallenge();
      challenge.setInteractionName(HOSTILE);
      challenge.setInteractionInstruction(HOSTILE);
      challenge.setLanguageTag("");
      challenge.addPrompt(HOSTILE, true);
      return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> answers) {
      return false;
    }
  }
}
