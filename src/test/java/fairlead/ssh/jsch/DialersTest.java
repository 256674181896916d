package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.Exit;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Link;
import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.Route;
import fairlead.ssh.Shell;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.Tunnel;
import fairlead.ssh.login.EphemeralKey;
import fairlead.ssh.login.KeyFile;
import fairlead.ssh.login.Password;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a host and to log in that others may add. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class DialersTest {
  @TempDir private static Path shared;
  private static OpenSshServer sshd;

  @TempDir private Path directory;
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
  void prepare() {
    opener = new Opener(directory);
  }

  @AfterEach
  void nothingIsLeftOpen() throws Exception {
    while (sshd.connections() > 0) {
      assertFalse(Thread.interrupted(), "a connection stayed open");
      Thread.onSpinWait();
    }
    opener.close();
  }

  /** A key that the host knows only from the n-th time on, as where keys are pushed to it. */
  private record Late(int known, List<String> prepared) implements Login {
    @Override
    public String name() {
      return "late";
    }

    @Override
    public void prepare(LoginAttempt attempt) throws SshException {
      EphemeralKey key = EphemeralKey.generate();
      prepared.add(key.publicKeyLine());
      if (prepared.size() == known) {
        authorize(key);
      }
      key.offerTo(attempt);
      key.wipe();
    }

    private static void authorize(EphemeralKey key) {
      try {
        sshd.authorize(key.publicKeyLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int tries() {
      return 2;
    }
  }

  @Test
  void aLoginThatMayBeTriedAgainIsPreparedAnew() throws Exception {
    List<String> prepared = new ArrayList<>();
    opener.open(to(new Late(2, prepared)), new Received()).close();
    assertEquals(2, prepared.stream().distinct().count());
  }

  @Test
  void aHopsPassphraseIsAskedForOnceWhenTheHostBehindItIsTriedAgain() throws Exception {
    opener.person().answers("open sesame");
    Destination hop =
        new Destination(
            "hop",
            "127.0.0.1",
            sshd.port(),
            sshd.user(),
            List.of(new KeyFile(sshd.clientKey("encrypted"))),
            HostKeyPolicy.ACCEPT_NEW,
            true);
    List<String> prepared = new ArrayList<>();
    Destination behind = to(new Late(2, prepared)).withRoute(new Route.Through(hop));
    opener.open(behind, new Received()).close();
    assertEquals(2, prepared.size());
    assertEquals(1, opener.person().asked().size());
  }

  @Test
  void noLoginIsTriedMoreOftenThanItSays() {
    List<String> prepared = new ArrayList<>();
    SshException refused = refused(to(new Late(3, prepared)));
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason());
    assertEquals(2, prepared.size());
  }

  @Test
  void aTunnelCarriesAShellAndIsClosedWithIt() throws Exception {
    Pipeline pipeline = new Pipeline();
    Received received = new Received();
    Shell shell = opener.open(throughTunnel(pipeline), received);
    byte[] exit = "exit 4\n".getBytes(UTF_8);
    shell.write(exit, 0, exit.length);
    assertEquals(new Exit.Status(4), received.end());
    while (!pipeline.closed) {
      assertFalse(Thread.interrupted(), "the link stayed open");
      Thread.onSpinWait();
    }
  }

  @Test
  void aTunnelThatLeadsNowhereSaysWhy() {
    Destination host =
        to(new Password())
            .withRoute(
                new Route.Tunnelled(
                    new Pipeline() {
                      @Override
                      public Link open(Duration timeout) throws IOException {
                        throw new IOException("It has no endpoint.");
                      }
                    }));
    SshException refused = refused(host);
    assertEquals(Reason.UNREACHABLE, refused.reason());
    assertEquals("a pipeline does not lead to test: It has no endpoint.", refused.getMessage());
  }

  @Test
  void anAddressInNumbersIsCheckedBeforeATunnelIsOpened() {
    opener.dialOnly(
        (host, address) -> {
          throw new SshException(Reason.ADDRESS_REFUSED, "Not " + address.getHostAddress());
        });
    SshException refused = refused(throughTunnel(new Pipeline()));
    assertEquals("Not 127.0.0.1", refused.getMessage());
  }

  @Test
  void whoLeavesWhileATunnelIsOpenedIsNotWaitedFor() {
    Defaults.set(opener.settings(), "fairlead.ssh.connect-timeout", Duration.ofMinutes(2));
    SshException left =
        refused(
            throughTunnel(
                new Pipeline() {
                  @Override
                  public Link open(Duration timeout) throws IOException {
                    opener.person().leave();
                    try {
                      TimeUnit.NANOSECONDS.sleep(timeout.toNanos());
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                      throw new IOException("Interrupted", e);
                    }
                    return super.open(timeout);
                  }
                }));
    assertEquals(Reason.CANCELLED, left.reason());
    assertFalse(Thread.interrupted(), "the thread goes on with other work");
  }

  private static Destination throughTunnel(Tunnel tunnel) {
    Destination host = to(new KeyFile(sshd.clientKey("ed25519")));
    return host.withRoute(new Route.Tunnelled(tunnel));
  }

  private static Destination to(Login login) {
    return new Destination(
        "test",
        "127.0.0.1",
        sshd.port(),
        sshd.user(),
        List.of(login),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }

  private SshException refused(Destination destination) {
    return assertThrows(SshException.class, () -> opener.open(destination, new Received()).close());
  }

  /** A tunnel that is a socket in disguise. */
  private static class Pipeline implements Tunnel {
    private volatile boolean closed;

    @Override
    public String name() {
      return "a pipeline";
    }

    @Override
    public Link open(Duration timeout) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), sshd.port());
      InputStream input = socket.getInputStream();
      OutputStream output = socket.getOutputStream();
      return new Link() {
        @Override
        public InputStream input() {
          return input;
        }

        @Override
        public OutputStream output() {
          return output;
        }

        @Override
        public void timeout(int millis) {
          assertTrue(millis >= 0);
        }

        @Override
        public void close() throws IOException {
          closed = true;
          socket.close();
        }
      };
    }
  }
}
