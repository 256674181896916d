package fairlead.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.SshException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are out of date, fall silent, or ask too much. */
@Timeout(30)
class FaultyHostsTest {
  private static final Duration SOON = Duration.ofMillis(300);

  @TempDir private Path directory;
  private final CountDownLatch over = new CountDownLatch(1);
  private Opener opener;
  private SshServer server;

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("host_key")));
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.setShellFactory(channel -> new Greeter());
  }

  @AfterEach
  void stop() throws Exception {
    over.countDown();
    server.stop(true);
    opener.close();
  }

  @Test
  @SuppressWarnings("deprecation") // weak algorithms are what this is about
  void aWeakKeyExchangeIsNamed() throws Exception {
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false,
            List.of(BuiltinDHFactories.dhg14, BuiltinDHFactories.dhgex),
            ServerBuilder.DH2KEX));
    refusesAlgorithms("kex");
  }

  @Test
  @SuppressWarnings("deprecation")
  void aWeakCipherIsNamed() throws Exception {
    server.setCipherFactories(List.of(BuiltinCiphers.aes128cbc, BuiltinCiphers.tripledescbc));
    refusesAlgorithms("cipher");
  }

  @Test
  @SuppressWarnings("deprecation")
  void aWeakMacIsNamed() throws Exception {
    server.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
    server.setMacFactories(List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacmd5));
    refusesAlgorithms("mac");
  }

  @Test
  @SuppressWarnings("deprecation")
  void anRsaHostKeyWithSha1IsNamed() throws Exception {
    SimpleGeneratorHostKeyProvider rsa =
        new SimpleGeneratorHostKeyProvider(directory.resolve("rsa_key"));
    rsa.setAlgorithm("RSA");
    server.setKeyPairProvider(rsa);
    server.setSignatureFactories(List.of(BuiltinSignatures.rsa));
    refusesAlgorithms("server_host_key");
  }

  @Test
  void aKeyExchangeThatIsNotStrictIsNamed() throws Exception {
    server.setSessionFactory(
        new SessionFactory(server) {
          @Override
          protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
            return new ServerSessionImpl(getServer(), io) {
              @Override
              protected Map<KexProposalOption, String> doStrictKexProposal(
                  Map<KexProposalOption, String> proposal) {
                return proposal;
              }
            };
          }
        });
    refusesAlgorithms("Strict KEX");
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here
  void silenceInTheKeyExchangeMeetsItsDeadline() throws Exception {
    opener.settings().exchangeTimeout = SOON;
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread host = new Thread(() -> greet(listening, false));
      host.start();
      assertEquals(Reason.EXCHANGE_TIMEOUT, refused(listening.getLocalPort()).reason());
      over.countDown();
      host.join();
    }
  }

  @Test
  void aResetInTheKeyExchangeIsSaidAtOnce() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread host = new Thread(() -> greet(listening, true));
      host.start();
      assertEquals(Reason.PROTOCOL, refused(listening.getLocalPort()).reason());
      host.join();
    }
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment")
  void silenceAfterTheKeyExchangeMeetsTheDeadlineOfTheLogin() throws Exception {
    opener.settings().authenticationTimeout = SOON;
    server.setPasswordAuthenticator((user, password, session) -> waits());
    server.start();
    opener.person().answers("x");
    SshException refused = refused(server.getPort());
    assertEquals(Reason.AUTHENTICATION_TIMEOUT, refused.reason(), refused::getMessage);
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment")
  void silenceWhenAChannelIsAskedForMeetsItsDeadline() throws Exception {
    opener.settings().channelTimeout = SOON;
    server.setChannelFactories(
        List.of(
            new ChannelSessionFactory() {
              @Override
              public Channel createChannel(Session session) throws IOException {
                waits();
                return super.createChannel(session);
              }
            }));
    server.start();
    opener.person().answers("x");
    assertEquals(Reason.CHANNEL, refused(server.getPort()).reason());
  }

  @Test
  void severalRoundsOfQuestionsAreAsked() throws Exception {
    asks(3, 1);
    for (int round = 1; round <= 3; round++) {
      opener.person().answers("answer " + round);
    }
    Received received = new Received();
    opener.open(HostKeyPolicy.ACCEPT_NEW, server.getPort(), received, new KeyboardInteractive());
    assertEquals("hello", received.text());
    assertEquals(
        List.of("Round 1", "Round 2", "Round 3"),
        opener.person().asked().stream().map(Prompt::instruction).toList());
  }

  @Test
  void fiftyQuestionsAtOnceAreRefused() throws Exception {
    asks(1, 50);
    SshException refused =
        opener.refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new KeyboardInteractive());
    assertEquals(Reason.PROTOCOL, refused.reason());
    assertTrue(refused.getMessage().contains("50"));
    assertEquals(0, opener.person().asked().size());
  }

  private void refusesAlgorithms(String named) throws Exception {
    server.start();
    SshException refused = refused(server.getPort());
    assertEquals(Reason.ALGORITHMS, refused.reason(), refused::getMessage);
    assertTrue(refused.getMessage().contains(named), refused::getMessage);
    assertEquals(0, opener.person().asked().size());
  }

  private SshException refused(int port) {
    return opener.refused(HostKeyPolicy.ACCEPT_NEW, port, new Password());
  }

  private boolean waits() {
    try {
      return over.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void greet(ServerSocket listening, boolean reset) {
    try (Socket socket = listening.accept()) {
      socket.getOutputStream().write("SSH-2.0-Silent\r\n".getBytes(UTF_8));
      if (reset) {
        assertTrue(socket.getInputStream().read() >= 0);
        socket.setSoLinger(true, 0);
      } else {
        waits();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void asks(int rounds, int fields) throws IOException {
    Rounds questions = new Rounds(rounds, fields);
    server.setKeyboardInteractiveAuthenticator(questions);
    server.setUserAuthFactories(List.of(questions));
    server.start();
  }
}
