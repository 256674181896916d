package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Prompt;
import fairlead.ssh.Shell;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.KeyFile;
import fairlead.ssh.login.KeyboardInteractive;
import fairlead.ssh.login.Password;
import fairlead.testing.DeafShell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against SSH servers that ask, refuse and misbehave as OpenSSH's cannot be made to. */
@Timeout(30)
class JschShellsTest {
  private static final String SECRET = "hunter2-öß";

  @TempDir private Path directory;
  private Opener opener;
  private PreparedPerson person;
  private SshServer server;

  @BeforeEach
  void startServer() throws IOException {
    opener = new Opener(directory);
    person = opener.person();
    Defaults.set(opener.settings(), "fairlead.ssh.banner-timeout", Duration.ofMillis(300));
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("host_key")));
    server.setPasswordAuthenticator((user, password, session) -> SECRET.equals(password));
    server.setKeyboardInteractiveAuthenticator(new TwoFields());
    server.setShellFactory(channel -> new Greeter());
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(true);
    opener.close();
  }

  @Test
  void aPasswordIsAskedForUntilItIsRight() throws Exception {
    person.answers("wrong");
    person.answers(SECRET);
    Received received = new Received();
    open(HostKeyPolicy.ACCEPT_NEW, received, new Password());
    assertEquals("hello", received.text());
    assertEquals(new Exit.Status(7), received.end());
    assertEquals(2, person.asked().size());
    assertFalse(person.asked().get(0).fields().get(0).echo());
  }

  @Test
  void aHostThatIsSlowToDecideIsWaitedForLongerThanAKeepAlive() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.keep-alive-interval", Duration.ofMillis(100));
    CountDownLatch never = new CountDownLatch(1);
    server.setPasswordAuthenticator(
        (user, password, session) -> {
          try {
            return !never.await(500, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        });
    person.answers(SECRET);
    Received received = new Received();
    open(HostKeyPolicy.ACCEPT_NEW, received, new Password());
    assertEquals("hello", received.text());
  }

  @Test
  void theKeepAliveOfAnIdleShellMeasuresTheRoundTrip() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.keep-alive-interval", Duration.ofMillis(100));
    server.setShellFactory(channel -> new DeafShell().opened());
    person.answers(SECRET);
    Shell shell =
        opener.open(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new Received(), new Password());
    while (shell.roundTripMillis().isEmpty()) {
      Thread.onSpinWait();
    }
    assertTrue(shell.roundTripMillis().getAsDouble() < 5_000);
    shell.close();
  }

  @Test
  void threeWrongPasswordsAreARefusalThatDoesNotTellThem() {
    for (int i = 0; i < 3; i++) {
      person.answers("no-such-secret");
    }
    SshException refused = refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new Password());
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason());
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause).contains("no-such-secret"));
    }
  }

  @Test
  void questionsAreAskedAsTextWithTheirEcho() throws Exception {
    person.answers("first", "second");
    Received received = new Received();
    open(HostKeyPolicy.ACCEPT_NEW, received, new KeyboardInteractive());
    assertEquals(new Exit.Status(7), received.end());
    Prompt first = person.asked().get(0);
    assertEquals(
        List.of(new Prompt.Field("[31mName: ", true), new Prompt.Field("Secret: ", false)),
        first.fields());
    assertEquals("Round one", first.instruction());
  }

  @Test
  void whoCancelsIsToldSo() {
    assertEquals(
        Reason.CANCELLED,
        refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new Password()).reason());
  }

  @Test
  void anUnknownKeyIsRefusedByStrictAndStoredByNobody() throws Exception {
    SshException refused = refused(HostKeyPolicy.STRICT, server.getPort(), new Password());
    assertEquals(Reason.HOST_KEY_UNKNOWN, refused.reason());
    assertTrue(refused.getMessage().contains("SHA256:"));
    assertFalse(Files.exists(opener.settings().knownHosts()));
  }

  @Test
  void aChangedKeyIsRefusedUnderEveryPolicyWithBothFingerprints() throws Exception {
    person.answers(SECRET);
    open(HostKeyPolicy.ACCEPT_NEW, new Received(), new Password());
    String known = Files.readString(opener.settings().knownHosts());
    int port = server.getPort();
    server.stop(true);
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("other_key")));
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.start();
    for (HostKeyPolicy policy : HostKeyPolicy.values()) {
      SshException refused = refused(policy, port, new Password());
      assertEquals(Reason.HOST_KEY_CHANGED, refused.reason());
      assertEquals(2, refused.getMessage().split("SHA256:", -1).length - 1, refused.getMessage());
    }
    assertEquals(known, Files.readString(opener.settings().knownHosts()));
    assertEquals(1, person.asked().size(), "nobody may click a changed key away");
    assertFalse(person.banner().contains("known_hosts"), person.banner());
  }

  @Test
  void aServerThatAcceptsAndSaysNothingMeetsTheBannersDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertEquals(
          Reason.BANNER_TIMEOUT,
          refused(HostKeyPolicy.ACCEPT_NEW, silent.getLocalPort(), new Password()).reason());
    }
  }

  @Test
  void whoLeavesWhileTheHostIsSilentIsNotWaitedFor() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.banner-timeout", Duration.ofMinutes(1));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread leaver =
          new Thread(
              () -> {
                try (Socket accepted = silent.accept()) {
                  // The host's greeting is what is waited for now.
                  assertTrue(accepted.getInputStream().read() >= 0);
                  person.leave();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      leaver.start();
      assertEquals(
          Reason.CANCELLED,
          refused(HostKeyPolicy.ACCEPT_NEW, silent.getLocalPort(), new Password()).reason());
      leaver.join();
    }
  }

  @Test
  void aBannerWithoutEndMeetsADeadline() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread talker = new Thread(() -> talk(endless));
      talker.start();
      Reason reason =
          refused(HostKeyPolicy.ACCEPT_NEW, endless.getLocalPort(), new Password()).reason();
      assertTrue(reason == Reason.BANNER_TIMEOUT || reason == Reason.PROTOCOL, reason.name());
      talker.join(5_000);
      assertFalse(talker.isAlive(), "the socket stayed open");
    }
  }

  @Test
  void aPortWithoutServerIsUnreachable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    SshException refused = refused(HostKeyPolicy.ACCEPT_NEW, port, new Password());
    assertEquals(Reason.UNREACHABLE, refused.reason());
    assertTrue(refused.getMessage().contains("test"));
  }

  @Test
  void aKeyFileThatOthersCanReadIsRefused() throws Exception {
    Path key = Files.writeString(directory.resolve("key"), "not a key");
    Files.setPosixFilePermissions(
        key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    SshException refused = refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new KeyFile(key));
    assertEquals(Reason.KEY_FILE, refused.reason());
    assertTrue(refused.getMessage().contains("600"));
    Files.setPosixFilePermissions(
        key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertTrue(
        refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new KeyFile(key))
            .getMessage()
            .contains("not a private key"));
  }

  private static void talk(ServerSocket endless) {
    byte[] line = ("welcome ".repeat(100) + "\r\n").getBytes(UTF_8);
    try (Socket socket = endless.accept();
        OutputStream out = socket.getOutputStream()) {
      while (true) {
        out.write(line);
      }
    } catch (IOException e) {
      // The other side has had enough: what this test is about.
      assertTrue(e.getMessage() != null);
    }
  }

  private SshException refused(HostKeyPolicy policy, int port, Login login) {
    return opener.refused(policy, port, login);
  }

  private void open(HostKeyPolicy policy, Received received, Login login) throws SshException {
    opener.open(policy, server.getPort(), received, login);
  }

  /** Asks with control characters in its text. */
  private static final class TwoFields implements KeyboardInteractiveAuthenticator {
    @Override
    public InteractiveChallenge generateChallenge(
        ServerSession session, String user, String lang, String subMethods) {
      InteractiveChallenge challenge = new InteractiveChallenge();
      challenge.setInteractionName("Login");
      challenge.setInteractionInstruction("Round \u0007one");
      challenge.setLanguageTag("");
      challenge.addPrompt("\u001b[31mName: ", true);
      challenge.addPrompt("Secret: ", false);
      return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> responses) {
      return responses.equals(List.of("first", "second"));
    }
  }
}
