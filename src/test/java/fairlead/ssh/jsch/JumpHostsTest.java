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
import fairlead.ssh.Prompt;
import fairlead.ssh.Route;
import fairlead.ssh.Shell;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Through one OpenSSH server, or two, to a third. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class JumpHostsTest {
  @TempDir private static Path shared;
  private static OpenSshServer first;
  private static OpenSshServer second;
  private static OpenSshServer target;

  @TempDir private Path directory;
  private Opener opener;

  @BeforeAll
  static void startHosts() throws Exception {
    first = OpenSshServer.start(shared.resolve("first"));
    second = OpenSshServer.start(shared.resolve("second"));
    target = OpenSshServer.start(shared.resolve("target"));
  }

  @AfterAll
  static void stopHosts() throws Exception {
    first.close();
    second.close();
    target.close();
  }

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
  }

  @AfterEach
  void nothingIsLeftOpen() throws Exception {
    for (OpenSshServer sshd : List.of(target, second, first)) {
      while (sshd.connections() > 0) {
        assertFalse(Thread.interrupted(), "a connection stayed open");
        Thread.onSpinWait();
      }
    }
    opener.close();
  }

  @Test
  void aShellRunsBehindTwoHopsAndEachKeyIsKeptUnderItsOwnName() throws Exception {
    Received received = new Received();
    Shell shell = opener.open(behindTwo(), received);
    assertEquals(1, first.connections());
    assertEquals(1, second.connections());
    type(shell, "exit 3\n");
    assertEquals(new Exit.Status(3), received.end());
    Set<String> expected = new TreeSet<>();
    String name = "";
    for (OpenSshServer sshd : List.of(first, second, target)) {
      String[] key = Files.readString(Path.of(sshd.hostKey("ed25519") + ".pub")).split(" ", 3);
      name = "[127.0.0.1]:" + sshd.port() + name;
      expected.add("%s %s %s".formatted(name, key[0], key[1]));
      name = "@" + name;
    }
    assertEquals(expected, new TreeSet<>(knownHosts()));
  }

  @Test
  void everyHopAsksInItsOwnNameAndIsCheckedAtItsOwnAddress() throws Exception {
    List<String> dialled = new ArrayList<>();
    opener.dialOnly((host, address) -> dialled.add(host + " " + address.getHostAddress()));
    opener.person().answers("yes");
    opener.person().answers("yes");
    opener.person().answers("yes");
    Destination one = host("first", first, HostKeyPolicy.ASK);
    Destination two = host("second", second, HostKeyPolicy.ASK).withRoute(through(one));
    Destination three = host("target", target, HostKeyPolicy.ASK).withRoute(through(two));
    opener.open(three, new Received()).close();
    List<String> names = List.of("first", "second", "target");
    assertEquals(names, opener.person().asked().stream().map(Prompt::host).toList());
    assertEquals(names.stream().map(name -> name + " 127.0.0.1").toList(), dialled);
    assertEquals(List.of("first", "second"), three.route().steps());
  }

  @Test
  void anIdleShellBehindHopsIsAskedWhetherItIsStillThere() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.keep-alive-interval", Duration.ofMillis(100));
    Shell shell = opener.open(behindTwo(), new Received());
    while (shell.roundTripMillis().isEmpty()) {
      assertFalse(Thread.interrupted(), "nobody asked");
      Thread.onSpinWait();
    }
    shell.close();
  }

  @Test
  void aHopThatDiesEndsTheShell() throws Exception {
    OpenSshServer mortal = OpenSshServer.start(directory.resolve("mortal"));
    Received received = new Received();
    opener.open(host("target", target).withRoute(through(host("mortal", mortal))), received);
    mortal.close();
    assertEquals(new Exit.Lost("The connection to target was lost."), received.end());
  }

  @Test
  void aHopThatIsDownIsNamed() throws Exception {
    Destination down = destination("down", Ports.free(), key(first));
    SshException refused =
        refused(host("target", target).withRoute(through(down.withRoute(through(one())))));
    assertEquals(Reason.UNREACHABLE, refused.reason());
    assertTrue(
        refused
            .getMessage()
            .startsWith("At the jump host down: The jump host first could not connect to down ("),
        refused::getMessage);
    SshException direct = refused(host("target", target).withRoute(through(down)));
    assertEquals(Reason.UNREACHABLE, direct.reason());
    assertTrue(direct.getMessage().startsWith("At the jump host down: down ("), direct::getMessage);
  }

  @Test
  void aHopThatRefusesTheLoginIsNamedAndTheWayToItIsClosed() throws Exception {
    Destination stranger = destination("stranger", second.port(), key(first));
    SshException refused =
        refused(host("target", target).withRoute(through(stranger.withRoute(through(one())))));
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason());
    assertTrue(
        refused.getMessage().startsWith("At the jump host stranger: stranger ("),
        refused::getMessage);
  }

  @Test
  void aTargetThatRefusesTheLoginLeavesNoHopOpen() {
    SshException refused =
        refused(destination("target", target.port(), key(first)).withRoute(through(one())));
    assertEquals(Reason.AUTHENTICATION_REFUSED, refused.reason());
    assertTrue(refused.getMessage().startsWith("target ("), refused::getMessage);
  }

  @Test
  void aKeyFileThatIsMissingLeavesNoHopOpen() {
    Path missing = directory.resolve("missing");
    SshException refused =
        refused(destination("target", target.port(), missing).withRoute(through(one())));
    assertEquals(Reason.KEY_FILE, refused.reason());
  }

  @Test
  void aHopThatRefusesToForwardIsNamed() throws Exception {
    OpenSshServer closed =
        OpenSshServer.start(directory.resolve("closed"), "AllowTcpForwarding no");
    SshException refused =
        refused(host("target", target).withRoute(through(host("closed", closed))));
    closed.close();
    assertEquals(Reason.UNREACHABLE, refused.reason());
    assertTrue(
        refused
            .getMessage()
            .startsWith("The jump host closed refused to forward the connection to target ("),
        refused::getMessage);
  }

  @Test
  void aHopWhoseKeyHasChangedIsRefusedAndTheTargetHearsNothing() throws Exception {
    know(first, second);
    String before = target.log();
    SshException refused = refused(host("target", target).withRoute(through(one())));
    assertEquals(Reason.HOST_KEY_CHANGED, refused.reason());
    assertTrue(refused.getMessage().startsWith("At the jump host first: "), refused::getMessage);
    assertEquals(2, refused.getMessage().split("SHA256:", -1).length - 1, refused.getMessage());
    assertEquals(before, target.log());
  }

  @Test
  void oneAddressBehindTwoHopsIsTwoHosts() throws Exception {
    Destination behindFirst = host("target", target).withRoute(through(one()));
    Destination behindSecond = host("target", target).withRoute(through(host("second", second)));
    opener.open(behindFirst, new Received()).close();
    assertEquals(
        Reason.HOST_KEY_UNKNOWN,
        refused(strict(behindSecond)).reason(),
        "the other network's is not this one's");
    know(behindSecond.identity(), first);
    assertEquals(Reason.HOST_KEY_CHANGED, refused(behindSecond).reason());
    opener.open(strict(behindFirst), new Received()).close();
  }

  @Test
  void theAddressAloneVouchesForNothingBehindAHopButRevokesThereToo() throws Exception {
    Destination behind = host("target", target).withRoute(through(one()));
    know(first, first);
    know(target, target);
    assertEquals(Reason.HOST_KEY_UNKNOWN, refused(strict(behind)).reason());
    know("@revoked [127.0.0.1]:" + target.port(), target);
    assertEquals(Reason.HOST_KEY_REFUSED, refused(behind).reason());
  }

  private static Destination strict(Destination destination) {
    return new Destination(
        destination.name(),
        destination.address(),
        destination.port(),
        destination.user(),
        destination.logins(),
        HostKeyPolicy.STRICT,
        true,
        destination.route(),
        destination.identity(),
        false);
  }

  @Test
  void theTargetsKeyVouchesForNoHop() throws Exception {
    know(target, target);
    Path own = directory.resolve("impostor");
    OpenSshServer impostor = OpenSshServer.start(own, "HostKey " + target.hostKey("ed25519"));
    know(impostor, first);
    SshException refused =
        refused(host("target", target).withRoute(through(host("impostor", impostor))));
    assertEquals(Reason.HOST_KEY_CHANGED, refused.reason());
    Files.delete(opener.settings().knownHosts());
    know(target, target);
    SshException unknown =
        refused(
            host("target", target)
                .withRoute(through(host("impostor", impostor, HostKeyPolicy.STRICT))));
    assertEquals(Reason.HOST_KEY_UNKNOWN, unknown.reason());
    impostor.close();
  }

  @Test
  void aHopThatLeadsSomewhereElseIsFoundOut() throws Exception {
    know(host("target", target).withRoute(through(one())).identity(), target);
    // What it forwards to is itself, whatever was asked for.
    Destination elsewhere =
        Opener.identified(
            destination("target", first.port(), key(first)).withRoute(through(one())),
            host("target", target).withRoute(through(one())).identity());
    SshException refused = refused(elsewhere);
    assertEquals(Reason.HOST_KEY_CHANGED, refused.reason());
  }

  @Test
  void aSilentSecondHopMeetsItsDeadline() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.banner-timeout", Duration.ofMillis(300));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Destination mute = destination("mute", silent.getLocalPort(), key(second));
      SshException refused =
          refused(host("target", target).withRoute(through(mute.withRoute(through(one())))));
      assertEquals(Reason.BANNER_TIMEOUT, refused.reason());
      assertTrue(
          refused.getMessage().startsWith("At the jump host mute: mute "), refused::getMessage);
    }
  }

  @Test
  void whoLeavesDuringTheSecondHopIsNotWaitedFor() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.banner-timeout", Duration.ofMinutes(1));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread leaver = new Thread(() -> leaveWhenGreeted(silent));
      leaver.start();
      Destination mute = destination("mute", silent.getLocalPort(), key(second));
      SshException refused =
          refused(host("target", target).withRoute(through(mute.withRoute(through(one())))));
      assertEquals(Reason.CANCELLED, refused.reason());
      leaver.join();
    }
  }

  @Test
  void aNameBehindAHopIsResolvedHereUnlessTheHopIsTrustedWithIt() throws Exception {
    List<String> checked = new ArrayList<>();
    opener.dialOnly((host, address) -> checked.add(host));
    Destination named =
        new Destination(
            "target",
            "only-the-hop-knows.invalid",
            target.port(),
            target.user(),
            List.of(new KeyFile(key(target))),
            HostKeyPolicy.ACCEPT_NEW,
            true);
    SshException here = refused(named.withRoute(through(one())));
    assertEquals(Reason.UNREACHABLE, here.reason());
    assertTrue(here.getMessage().contains("resolve: hop"), here::getMessage);
    SshException there = refused(named.withRoute(new Route.Through(one(), true)));
    assertTrue(
        there.getMessage().startsWith("The jump host first could not connect"), there::getMessage);
    assertEquals(List.of("first", "first"), checked);
  }

  @Test
  void theNextAddressBehindAHopIsTriedWhenOneDoesNotConnect() throws Exception {
    List<String> checked = new ArrayList<>();
    opener.dialOnly((host, address) -> checked.add(host + " " + address.getHostAddress()));
    InetAddress nobody = InetAddress.getByName("127.0.0.2");
    InetAddress somebody = InetAddress.getLoopbackAddress();
    opener.resolve(name -> new InetAddress[] {nobody, nobody, somebody});
    opener.open(named(), new Received()).close();
    assertEquals(
        List.of("first 127.0.0.1", "target 127.0.0.2", "target 127.0.0.2", "target 127.0.0.1"),
        checked);
    opener.resolve(name -> new InetAddress[] {nobody, nobody});
    SshException refused = refused(named());
    assertEquals(Reason.UNREACHABLE, refused.reason());
    assertTrue(
        refused.getMessage().startsWith("The jump host first could not connect to target"),
        refused::getMessage);
  }

  @Test
  void aRefusalToForwardIsTheSameForEveryAddress() throws Exception {
    OpenSshServer closed =
        OpenSshServer.start(directory.resolve("closed"), "AllowTcpForwarding no", "LogLevel DEBUG");
    InetAddress somebody = InetAddress.getLoopbackAddress();
    opener.resolve(name -> new InetAddress[] {somebody, somebody});
    refused(named().withRoute(through(host("closed", closed))));
    assertEquals(
        1,
        closed.log().split("server_request_direct_tcpip: originator", -1).length - 1,
        closed.log());
    closed.close();
  }

  private Destination named() {
    return new Destination(
            "target",
            "many.example.com",
            target.port(),
            target.user(),
            List.of(new KeyFile(key(target))),
            HostKeyPolicy.ACCEPT_NEW,
            true)
        .withRoute(through(one()));
  }

  @Test
  void numbersBehindAHopAreCheckedAlsoWhereTheHopResolves() {
    opener.dialOnly(
        (host, address) -> {
          if (host.equals("target")) {
            throw new SshException(Reason.ADDRESS_REFUSED, "Not " + address.getHostAddress());
          }
        });
    for (boolean hopResolves : List.of(true, false)) {
      SshException refused =
          refused(host("target", target).withRoute(new Route.Through(one(), hopResolves)));
      assertEquals("Not 127.0.0.1", refused.getMessage());
      assertEquals(Reason.ADDRESS_REFUSED, refused.reason());
    }
  }

  private void leaveWhenGreeted(ServerSocket silent) {
    try (Socket accepted = silent.accept()) {
      assertTrue(accepted.getInputStream().read() >= 0);
      opener.person().leave();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Destination one() {
    return host("first", first);
  }

  private Destination behindTwo() {
    return host("target", target)
        .withRoute(through(host("second", second).withRoute(through(one()))));
  }

  private static Route through(Destination hop) {
    return new Route.Through(hop);
  }

  private static Destination host(String name, OpenSshServer sshd) {
    return host(name, sshd, HostKeyPolicy.ACCEPT_NEW);
  }

  private static Destination host(String name, OpenSshServer sshd, HostKeyPolicy policy) {
    return new Destination(
        name, "127.0.0.1", sshd.port(), sshd.user(), List.of(new KeyFile(key(sshd))), policy, true);
  }

  private static Destination destination(String name, int port, Path key) {
    return new Destination(
        name,
        "127.0.0.1",
        port,
        first.user(),
        List.of(new KeyFile(key)),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }

  private static Path key(OpenSshServer sshd) {
    return sshd.clientKey("ed25519");
  }

  private SshException refused(Destination destination) {
    return assertThrows(SshException.class, () -> opener.open(destination, new Received()).close());
  }

  /** Notes that this server has the key of that one. */
  private void know(OpenSshServer sshd, OpenSshServer whoseKey) throws IOException {
    know("[127.0.0.1]:" + sshd.port(), whoseKey);
  }

  /** Notes that what has this name has the key of that one. */
  private void know(String name, OpenSshServer whoseKey) throws IOException {
    Path file = opener.settings().knownHosts();
    List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    lines.add(
        "%s %s"
            .formatted(
                name, Files.readString(Path.of(whoseKey.hostKey("ed25519") + ".pub")).strip()));
    Files.write(file, lines);
  }

  private List<String> knownHosts() throws IOException {
    return Files.readAllLines(opener.settings().knownHosts());
  }

  private static void type(Shell shell, String text) throws IOException {
    assertFalse(text.isEmpty());
    shell.write(text.getBytes(UTF_8), 0, text.length());
  }
}
