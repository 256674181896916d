package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.policy.Network;
import fairlead.policy.Networks;
import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Route;
import fairlead.ssh.dial.Resolver;
import fairlead.ssh.login.Password;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Ports;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostProbesTest {
  private final List<ServerSocket> servers = new ArrayList<>();
  private final HostsSettings settings = Defaults.of(new HostsSettings());
  private final SwitchedPolicy policy = new SwitchedPolicy();
  private volatile Resolver.NameService names = InetAddress::getAllByName;
  private final HostProbes probes =
      new HostProbes(
          new Hosts(List.of()),
          settings,
          policy,
          new Resolver(8, Thread::new, name -> names.addresses(name)),
          OpenTelemetry.noop());

  /** Allows loopback addresses until it is switched to allow none. */
  private static final class SwitchedPolicy extends AddressPolicy {
    private volatile Networks networks = networks("127.0.0.0/8");

    @Override
    boolean mayProbe(InetAddress address) {
      return new AddressPolicy(networks).mayProbe(address);
    }
  }

  private static Networks networks(String... allowed) {
    return new Networks(List.of(), Stream.of(allowed).map(Network::of).toList());
  }

  HostProbesTest() {
    settings.probeTimeout = Duration.ofSeconds(20);
  }

  @AfterEach
  void close() throws IOException {
    for (ServerSocket server : servers) {
      server.close();
    }
  }

  /** What a server does with a connection. */
  interface Answer {
    void to(Socket socket) throws Exception;
  }

  private int server(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    servers.add(server);
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  answer.to(socket);
                } catch (Exception closed) {
                  // The next one, or the end.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static Host host(String name, int port) {
    return host(name, port, "127.0.0.1");
  }

  private static Host host(String name, int port, String address) {
    return new Host(
        new Destination(
            name, address, port, "user", List.of(new Password()), HostKeyPolicy.STRICT, true),
        Map.of(),
        "hosts.yaml");
  }

  private Optional<Reach> reach(int port) {
    Host host = host("host", port);
    probes.round(List.of(host), Thread::new);
    return probes.of(host);
  }

  @Test
  void aBannerIsUpAlsoAfterOtherLines() throws Exception {
    int port = server(socket -> write(socket, "Welcome\r\nto us\nSSH-2.0-OpenSSH_9.9\r\n"));
    Reach reach = reach(port).orElseThrow();
    assertTrue(reach.up());
    assertTrue(reach.took().toNanos() > 0 && reach.took().toSeconds() < 20);
  }

  @Test
  void whateverElseHappensIsDown() throws Exception {
    assertFalse(reach(Ports.free()).orElseThrow().up(), "nobody listens");
    assertFalse(reach(server(Socket::close)).orElseThrow().up(), "it hangs up");
    assertFalse(reach(server(s -> write(s, "HTTP/1.1 400 Bad\r\n\r\n"))).orElseThrow().up());
    assertFalse(reach(server(s -> write(s, "x".repeat(100_000)))).orElseThrow().up(), "no end");
  }

  @Test
  void anAddressThatIsNotDialledIsNotAskedEither() throws Exception {
    int port = server(socket -> write(socket, "SSH-2.0-x\r\n"));
    assertTrue(reach(port).isPresent());
    policy.networks = networks();
    assertEquals(Optional.empty(), reach(port));
  }

  @Test
  void aHostWithOneRefusedAddressIsNotDialledAtAll() throws Exception {
    AtomicInteger dialled = new AtomicInteger();
    int port = server(socket -> dialled.incrementAndGet());
    InetAddress allowed = InetAddress.getLoopbackAddress();
    InetAddress metadata = InetAddress.getByName("169.254.169.254");
    names = name -> new InetAddress[] {allowed, metadata};
    Host host = host("named", port, "many.example.com");
    probes.round(List.of(host), Thread::new);
    assertEquals(Optional.empty(), probes.of(host));
    assertEquals(0, dialled.get());
    assertEquals(
        Optional.of("only hosts that a rule allows are dialled at its address"),
        probes.notAsked(host));
    names = name -> new InetAddress[] {allowed};
    probes.round(List.of(host), Thread::new);
    assertEquals(Optional.empty(), probes.notAsked(host));
    assertEquals(1, dialled.get());
  }

  @Test
  void whatIsBehindAHopIsNotAskedAndSaysSo() throws Exception {
    AtomicInteger dialled = new AtomicInteger();
    int port = server(socket -> dialled.incrementAndGet());
    Host gate = host("gate", port);
    Host behind =
        new Host(
            host("inner", port).destination().withRoute(new Route.Through(gate.destination())),
            Map.of(),
            "hosts.yaml");
    probes.round(List.of(behind), Thread::new);
    assertEquals(0, dialled.get());
    assertEquals(Optional.of("behind gate"), probes.notAsked(behind));
    assertEquals(Optional.empty(), probes.notAsked(gate));
    settings.probe = false;
    assertEquals(Optional.empty(), probes.notAsked(behind), "nobody is");
  }

  @Test
  void whoIsSilentIsLeftAtOnceWhenTheApplicationStops() throws Exception {
    settings.probeTimeout = Duration.ofMinutes(10);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    int port =
        server(
            socket -> {
              asked.countDown();
              socket.getInputStream().read();
              left.countDown();
            });
    Host host = host("silent", port);
    Thread round = new Thread(() -> probes.round(List.of(host), Thread::new));
    round.start();
    asked.await();
    probes.stop();
    left.await();
    round.join();
    assertEquals(Optional.empty(), probes.of(host), "nothing was found out");
    probes.round(List.of(host), Thread::new);
    assertEquals(Optional.empty(), probes.of(host), "nobody is asked any more");
  }

  @Test
  void aNameThatNobodyResolvesIsDownAndTheRoundEnds() {
    settings.probeTimeout = Duration.ofMillis(300);
    CountDownLatch answer = new CountDownLatch(1);
    names =
        name -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new InetAddress[0];
        };
    Host host = host("slow", 22, "slow.example.com");
    probes.round(List.of(host), Thread::new);
    assertFalse(probes.of(host).orElseThrow().up());
  }

  @Test
  void aServerThatTricklesIsLeftAtTheDeadline() throws Exception {
    int port =
        server(
            socket -> {
              for (int i = 0; i < 10_000; i++) {
                write(socket, "\n");
                Thread.sleep(10);
              }
            });
    long begun = System.nanoTime();
    assertThrows(
        SocketTimeoutException.class,
        () ->
            SshBanner.await(
                new Socket(), InetAddress.getLoopbackAddress(), port, Duration.ofMillis(300)));
    assertTrue(System.nanoTime() - begun < Duration.ofSeconds(3).toNanos());
  }

  @Test
  void itIsKnownSinceWhenAndForgottenWithItsHost() throws Exception {
    int port = server(socket -> write(socket, "SSH-2.0-x\r\n"));
    Instant since = reach(port).orElseThrow().since();
    assertEquals(since, reach(port).orElseThrow().since());
    servers.get(0).close();
    Reach down = reach(port).orElseThrow();
    while (down.up()) {
      // The system may take one more connection while the socket is being closed.
      down = reach(port).orElseThrow();
    }
    assertTrue(down.since().isAfter(since));
    probes.round(List.of(), Thread::new);
    assertEquals(Optional.empty(), probes.of(host("host", port)));
  }

  @Test
  void noMoreThanAllowedAreAskedAtOnceAndTheSameAddressOnce() throws Exception {
    settings.probeConcurrency = 2;
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger threads = new AtomicInteger();
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int port =
          server(
              socket -> {
                asked.incrementAndGet();
                write(socket, "SSH-2.0-x\r\n");
              });
      hosts.add(host("one " + i, port));
      hosts.add(host("two " + i, port));
    }
    probes.round(
        hosts,
        work -> {
          threads.incrementAndGet();
          return new Thread(work);
        });
    assertEquals(6, asked.get());
    assertEquals(2, threads.get());
    assertTrue(hosts.stream().allMatch(one -> probes.of(one).orElseThrow().up()));
  }

  @Test
  void aRealServerAnswers(@TempDir Path directory) throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(OpenSshServer.available());
    OpenSshServer sshd = OpenSshServer.start(directory.resolve("sshd"));
    try {
      assertTrue(reach(sshd.port()).orElseThrow().up());
    } finally {
      sshd.close();
    }
  }
}
