package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.KeyboardInteractive;
import fairlead.ssh.login.Password;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    refusesAlgorithms("key exchange only: diffie-hellman-group14-sha1");
  }

  @Test
  @SuppressWarnings("deprecation")
  void aWeakCipherIsNamed() throws Exception {
    server.setCipherFactories(List.of(BuiltinCiphers.aes128cbc, BuiltinCiphers.tripledescbc));
    refusesAlgorithms("ciphers only: aes128-cbc,3des-cbc");
  }

  @Test
  @SuppressWarnings("deprecation")
  void aWeakMacIsNamed() throws Exception {
    server.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
    server.setMacFactories(List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacmd5));
    refusesAlgorithms("MACs only: hmac-sha1,hmac-md5");
  }

  @Test
  @SuppressWarnings("deprecation")
  void anRsaHostKeyWithSha1IsNamed() throws Exception {
    SimpleGeneratorHostKeyProvider rsa =
        new SimpleGeneratorHostKeyProvider(directory.resolve("rsa_key"));
    rsa.setAlgorithm("RSA");
    server.setKeyPairProvider(rsa);
    server.setSignatureFactories(List.of(BuiltinSignatures.rsa));
    refusesAlgorithms("host keys only: ssh-rsa");
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
    refusesAlgorithms("strict-kex: false");
  }

  @Test
  void silenceInTheKeyExchangeMeetsItsDeadline() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.exchange-timeout", SOON);
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
  void whatComesInThePlaceOfAGreetingIsSaid() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread host =
          new Thread(
              () -> {
                try (Socket socket = listening.accept()) {
                  assertTrue(socket.getInputStream().read() >= 0);
                  socket
                      .getOutputStream()
                      .write("Not allowed\u0007 at this time\r\nTry later\r\n".getBytes(UTF_8));
                  socket.shutdownOutput();
                  while (socket.getInputStream().read() >= 0) {}
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      host.start();
      SshException refused = refused(listening.getLocalPort());
      assertEquals(Reason.PROTOCOL, refused.reason(), refused::getMessage);
      assertTrue(
          refused.getMessage().endsWith("\ntest said: Not allowed at this time\nTry later"),
          refused::getMessage);
      host.join();
    }
  }

  /** JSch itself ends a single line that is too long. */
  @ParameterizedTest
  @ValueSource(strings = {"x\r\n", "SSH\n", "\n"})
  void aGreetingWithoutAnEndIsBrokenOff(String line) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AtomicLong sent = new AtomicLong();
      Thread host = new Thread(() -> sent.set(floods(listening, line)));
      host.start();
      SshException refused = refused(listening.getLocalPort());
      assertEquals(Reason.PROTOCOL, refused.reason(), refused::getMessage);
      assertTrue(refused.getMessage().contains(" sends text without an end "), refused::getMessage);
      host.join();
      // What the sockets hold comes on top of what was read.
      assertTrue(sent.get() < 32 << 20, sent + " bytes");
    }
  }

  /** Sends it until the client goes. */
  private static long floods(ServerSocket listening, String line) {
    byte[] lines = line.repeat(4096).getBytes(UTF_8);
    long sent = 0;
    try (Socket socket = listening.accept()) {
      while (sent < 1L << 30) {
        socket.getOutputStream().write(lines);
        sent += lines.length;
      }
    } catch (IOException gone) {
      return sent;
    }
    return sent;
  }

  @Test
  void theVersionIsFoundBehindAsMuchAsAGreetingMayHave() {
    Greeting greeting = new Greeting();
    byte[] lines = ("SSH is not here\nSSH\nSS-\n" + "x\n".repeat(30_000)).getBytes(UTF_8);
    greeting.heard(lines, 0, lines.length);
    greeting.heard("SS".getBytes(UTF_8), 0, 2);
    byte[] rest = ("xH-SSH-2.0-late\r\n" + "y".repeat(70_000)).getBytes(UTF_8);
    greeting.heard(rest, 1, rest.length - 1);
    assertFalse(greeting.endless());
    assertTrue(greeting.text().startsWith("SSH is not here\nSSH\nSS-\nx\nx\n"), greeting.text());
  }

  @Test
  void whatAHostSaysWithoutAQuestionIsShownAndExplainsARefusal() throws Exception {
    server.setKeyboardInteractiveAuthenticator(
        new Speech("Not allowed\u001b at this time.\r\nAsk the helpdesk.", 0));
    server.start();
    SshException refused =
        opener.refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new KeyboardInteractive());
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason(), refused::getMessage);
    String said = "Not allowed at this time.\nAsk the helpdesk.";
    assertTrue(refused.getMessage().endsWith("\ntest said: " + said), refused::getMessage);
    assertTrue(opener.person().banner().endsWith(said), opener.person().banner());
    assertEquals(0, opener.person().asked().size());
  }

  @Test
  void aRefusedAnswerIsAnnouncedAndLinesOfALabelStay() throws Exception {
    server.setKeyboardInteractiveAuthenticator(new Speech("Choose", 1));
    server.start();
    for (int i = 0; i < 3; i++) {
      opener.person().answers("wrong");
    }
    SshException refused =
        opener.refused(HostKeyPolicy.ACCEPT_NEW, server.getPort(), new KeyboardInteractive());
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason(), refused::getMessage);
    String again = "The host did not accept that. Try again.";
    List<Prompt> asked = opener.person().asked();
    assertEquals(List.of("", again, again), asked.stream().map(Prompt::notice).toList());
    assertEquals("1. Push\n2. Call\nPasscode: ", asked.get(0).fields().get(0).label());
  }

  @Test
  void silenceAfterTheKeyExchangeMeetsTheDeadlineOfTheLogin() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.authentication-timeout", SOON);
    server.setPasswordAuthenticator((user, password, session) -> waits());
    server.start();
    opener.person().answers("x");
    SshException refused = refused(server.getPort());
    assertEquals(Reason.AUTHENTICATION_TIMEOUT, refused.reason(), refused::getMessage);
  }

  @Test
  void silenceWhenAChannelIsAskedForMeetsItsDeadline() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.channel-timeout", SOON);
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

  /** Says the same, and accepts no answer. */
  private record Speech(String instruction, int questions)
      implements KeyboardInteractiveAuthenticator {
    @Override
    public InteractiveChallenge generateChallenge(
        ServerSession session, String user, String language, String methods) {
      InteractiveChallenge challenge = new InteractiveChallenge();
      challenge.setInteractionName("");
      challenge.setInteractionInstruction(instruction);
      challenge.setLanguageTag("");
      for (int i = 0; i < questions; i++) {
        challenge.addPrompt("1. Push\r\n2. Call\rPass\u202ecode: ", false);
      }
      return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> answers) {
      return false;
    }
  }

  @Test
  void aHostThatSignsWronglyHasNotProvenItsKey() throws Exception {
    server.setSignatureFactories(
        ServerBuilder.setUpDefaultSignatureFactories(false).stream()
            .<NamedFactory<Signature>>map(WrongSignatures::new)
            .toList());
    server.start();
    SshException refused = refused(server.getPort());
    assertEquals(Reason.HOST_KEY_REFUSED, refused.reason(), refused::getMessage);
    assertTrue(refused.getMessage().contains("could not prove"), refused::getMessage);
  }

  @Test
  void aHostThatClosesBeforeItsGreetingIsSaidToHaveNone() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread host = new Thread(() -> closes(listening));
      host.start();
      SshException refused = refused(listening.getLocalPort());
      host.join();
      assertEquals(Reason.PROTOCOL, refused.reason());
      assertTrue(refused.getMessage().contains("without an SSH greeting"), refused::getMessage);
    }
  }

  private static void closes(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      socket.shutdownOutput();
      while (socket.getInputStream().read() >= 0) {
        // Read to its end, so that the close is no reset.
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signatures with one wrong bit. */
  private record WrongSignatures(NamedFactory<Signature> right) implements NamedFactory<Signature> {
    @Override
    public String getName() {
      return right.getName();
    }

    @Override
    public Signature create() {
      Signature signature = right.create();
      return (Signature)
          Proxy.newProxyInstance(
              Signature.class.getClassLoader(),
              new Class<?>[] {Signature.class},
              (proxy, method, arguments) -> {
                Object result = method.invoke(signature, arguments);
                if (method.getName().equals("sign")) {
                  byte[] bytes = (byte[]) result;
                  bytes[bytes.length - 1] ^= 1;
                }
                return result;
              });
    }
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
