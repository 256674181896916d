package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.AddressRules;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.dial.Addresses;
import fairlead.ssh.dial.DirectDialer;
import fairlead.ssh.dial.Resolver;
import fairlead.ssh.dial.ResolverTest;
import fairlead.ssh.login.Password;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dialled is what was checked. */
@Timeout(30)
class AddressRulesTest {
  private static final AddressRules NO_LOOPBACK =
      (host, address) -> {
        if (address.isLoopbackAddress()) {
          throw new SshException(Reason.ADDRESS_REFUSED, host + " is this server itself.");
        }
      };

  @TempDir private Path directory;
  private Opener opener;
  private ServerSocket host;

  @BeforeEach
  void prepare() throws IOException {
    opener = new Opener(directory);
    host = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    host.close();
    opener.close();
  }

  // However it is written: the resolved address counts.
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "127.1", "::ffff:127.0.0.1"})
  void aRefusedAddressIsNotDialled(String written) throws Exception {
    opener.dialOnly(NO_LOOPBACK);
    Destination destination = destination(written);
    SshException refused =
        assertThrows(SshException.class, () -> opener.open(destination, new Received()));
    assertEquals(Reason.ADDRESS_REFUSED, refused.reason());
    assertEquals("test is this server itself.", refused.getMessage());
    host.setSoTimeout(50);
    assertThrows(IOException.class, host::accept, "it was dialled all the same");
  }

  @Test
  void everyAddressOfANameIsChecked() throws Exception {
    List<InetAddress> checked = new ArrayList<>();
    List<InetAddress> resolved =
        addresses((name, address) -> checked.add(address)).checked(destination("localhost"));
    assertFalse(checked.isEmpty());
    assertEquals(resolved, checked);
  }

  @Test
  void theNextAddressIsDialledWhenOneDoesNotConnect() throws Exception {
    InetAddress nobody = InetAddress.getByName("127.0.0.2");
    InetAddress somebody = InetAddress.getLoopbackAddress();
    try (Socket socket = dialer(nobody, somebody).dial(guarded -> {})) {
      assertEquals(somebody, socket.getInetAddress());
    }
    assertThrows(ConnectException.class, () -> dialer(nobody, nobody).dial(guarded -> {}));
  }

  @Test
  void whoHasLeftIsDialledForNoMore() throws Exception {
    try (ConnectDeadlines deadlines =
        new ConnectDeadlines(
            destination("localhost"),
            dialer(),
            opener.settings(),
            opener.person(),
            opener.person(),
            new HostMessages(),
            null)) {
      deadlines.abandon();
      IOException left =
          assertThrows(
              IOException.class,
              () -> dialer(InetAddress.getLoopbackAddress()).dial(deadlines).close());
      assertTrue(left.getMessage().contains("was cancelled"), left::getMessage);
    }
  }

  @Test
  void aNameServiceThatDoesNotAnswerIsWaitedForNoLongerThanForTheHost() {
    Defaults.set(opener.settings(), "fairlead.ssh.connect-timeout", Duration.ofMillis(300));
    opener.resolve(ResolverTest::never);
    long begun = System.nanoTime();
    SshException refused =
        assertThrows(
            SshException.class, () -> opener.open(destination("host.example.com"), new Received()));
    assertEquals(Reason.CONNECT_TIMEOUT, refused.reason());
    assertTrue(refused.getMessage().contains("the name service (DNS) did not answer in time"));
    assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
  }

  @Test
  void whoLeavesWhileTheNameServiceIsSilentIsNotWaitedFor() {
    Defaults.set(opener.settings(), "fairlead.ssh.connect-timeout", Duration.ofMinutes(2));
    opener.resolve(
        name -> {
          opener.person().leave();
          return ResolverTest.never(name);
        });
    SshException refused =
        assertThrows(
            SshException.class, () -> opener.open(destination("host.example.com"), new Received()));
    assertEquals(Reason.CANCELLED, refused.reason());
    assertFalse(Thread.interrupted(), "the thread goes on with other work");
  }

  /** A dialer of a host whose name resolves to these addresses. */
  private DirectDialer dialer(InetAddress... found) {
    Resolver resolver = new Resolver(1, Thread::new, name -> found);
    Addresses all = new Addresses(resolver, (name, address) -> {}, Duration.ofSeconds(5));
    return new DirectDialer(destination("localhost"), all, Duration.ofSeconds(5));
  }

  private static Addresses addresses(AddressRules rules) {
    Resolver resolver = new Resolver(1, Thread::new, InetAddress::getAllByName);
    return new Addresses(resolver, rules, Duration.ofSeconds(5));
  }

  private Destination destination(String address) {
    return new Destination(
        "test",
        address,
        host.getLocalPort(),
        "ada",
        List.of(new Password()),
        HostKeyPolicy.STRICT,
        true);
  }
}
