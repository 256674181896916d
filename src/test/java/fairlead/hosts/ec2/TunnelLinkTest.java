package fairlead.hosts.ec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Link;
import fairlead.ssh.dial.BoundedPipe;
import fairlead.testing.aws.AwsServer;
import fairlead.testing.aws.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TunnelLinkTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /**
   * Threads of its own: from Java 25 on all that is asynchronous runs in the common pool, also with
   * two processors, where its one thread would wait here while the HTTP client needs it.
   */
  private static final Executor ASIDE = task -> new Thread(task).start();

  @TempDir Path directory;
  private AwsSite site;
  private Aws aws;
  private ServerSocket instance;

  @BeforeEach
  void start() throws Exception {
    site = new AwsSite(directory);
    aws =
        new Aws(
            TIMEOUT,
            site.configuration("accounts: [{name: a, regions: [eu-west-1]}]\nusers: [{user: a}]\n")
                .urls());
    instance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    site.tunnel.ports().put("10.0.0.1", instance.getLocalPort());
  }

  @AfterEach
  void stop() throws Exception {
    instance.close();
    aws.close();
    site.close();
  }

  @Test
  void tenMebibytesComeBackAsTheyWent() throws Exception {
    byte[] bytes = new byte[10 * 1024 * 1024];
    new Random(7).nextBytes(bytes);
    CompletableFuture<Void> echo = CompletableFuture.runAsync(this::echo, ASIDE);
    try (Link link = open()) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> write(link.output(), bytes), ASIDE);
      assertArrayEquals(bytes, link.input().readNBytes(bytes.length));
      writing.get(10, TimeUnit.SECONDS);
    }
    echo.get(10, TimeUnit.SECONDS);
  }

  @Test
  void theUrlSaysWhatAwsWantsToKnow() throws Exception {
    open().close();
    Map<String, String> query = Signature.query(site.tunnel.queries().get(0));
    assertEquals("eice-0123456789", query.get("instanceConnectEndpointId"));
    assertEquals("22", query.get("remotePort"));
    assertEquals("10.0.0.1", query.get("privateIpAddress"));
    assertEquals("3600", query.get("maxTunnelDuration"));
    assertEquals("60", query.get("X-Amz-Expires"));
  }

  @Test
  void aTunnelThatIsCutIsAnEndAndNoSilence() throws Exception {
    Link link = open();
    CompletableFuture<Integer> reading =
        CompletableFuture.supplyAsync(() -> readOne(link.input()), ASIDE);
    site.tunnel.cut();
    assertEquals(-1, reading.get(10, TimeUnit.SECONDS));
    assertThrows(IOException.class, () -> writeUntilRefused(link.output()));
  }

  @Test
  void whoDoesNotReadHoldsUpTheInstanceAndNotTheMemory() throws Exception {
    Link link = open();
    try (Socket socket = instance.accept()) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> writeUntilRefused(socket), ASIDE);
      // The pipe is full, and the only thread that takes bytes from the tunnel waits for room.
      while (link.input().available() < 256 * 1024 || !waits(BoundedPipe.class, "put")) {
        assertFalse(writing.isDone(), "more was taken than the pipe holds");
        Thread.onSpinWait();
      }
      assertEquals(256 * 1024, link.input().available());
      link.close();
    }
  }

  @Test
  void anInstanceThatTakesNothingFailsTheWrite() throws Exception {
    try (Link link = open();
        Socket socket = instance.accept()) {
      IOException stuck = assertThrows(IOException.class, () -> writeUntilRefused(link.output()));
      assertEquals("The tunnel no longer accepts data", stuck.getMessage());
      assertTrue(socket.isConnected());
    }
  }

  @Test
  void silenceIsNoticed() throws Exception {
    try (Link link = open()) {
      link.timeout(50);
      assertThrows(SocketTimeoutException.class, () -> link.input().read());
    }
  }

  @Test
  void closingEndsAWaitingRead() throws Exception {
    Link link = open();
    CompletableFuture<Integer> reading =
        CompletableFuture.supplyAsync(() -> readOne(link.input()), ASIDE);
    link.close();
    assertEquals(-2, reading.get(10, TimeUnit.SECONDS));
  }

  @Test
  void anEndpointThatIsGoneIsNamed() {
    site.tunnel.vanish();
    assertEquals(
        "EC2 Instance Connect Endpoint eice-0123456789 is gone (HTTP 404); the list is read again"
            + " soon.",
        assertThrows(IOException.class, this::open).getMessage());
  }

  @Test
  void anotherSecretDoesNotOpenIt() {
    System.setProperty("aws.secretAccessKey", "not/the/secret");
    assertTrue(
        assertThrows(IOException.class, this::open)
            .getMessage()
            .contains("Add ec2-instance-connect:OpenTunnel to the policy of the role."));
    System.setProperty("aws.secretAccessKey", AwsServer.SECRET);
  }

  @Test
  void anEndpointThatIsAwayIsNamed() throws Exception {
    site.tunnel.close();
    assertEquals(
        "EC2 Instance Connect Endpoint eice-0123456789 cannot be reached.",
        assertThrows(IOException.class, this::open).getMessage());
  }

  private Link open() throws IOException {
    Account account =
        new Account(
            "main",
            Optional.empty(),
            Optional.empty(),
            List.of("eu-west-1"),
            Map.of(),
            List.of(),
            List.of());
    return new ConnectEndpoint(
            new Tunnels(aws),
            new AccountRegion(account, "eu-west-1"),
            new Endpoint("eice-0123456789", "eice.invalid", "vpc-0a", "subnet-0a"),
            "10.0.0.1",
            22)
        .open(TIMEOUT);
  }

  /** Whether a thread waits in this method. */
  private static boolean waits(Class<?> type, String method) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(one -> one.getKey().getState() == Thread.State.WAITING)
        .flatMap(one -> Stream.of(one.getValue()))
        .anyMatch(
            frame ->
                frame.getClassName().equals(type.getName())
                    && frame.getMethodName().equals(method));
  }

  private void echo() {
    try (Socket socket = instance.accept()) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException ended) {
      // The test looks at what came back.
    }
  }

  private static void write(OutputStream out, byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void writeUntilRefused(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[64 * 1024]);
    }
  }

  private static void writeUntilRefused(Socket socket) {
    try {
      writeUntilRefused(socket.getOutputStream());
    } catch (IOException refused) {
      // The other side has closed.
    }
  }

  private static int readOne(InputStream in) {
    try {
      return in.read();
    } catch (IOException e) {
      return -2;
    }
  }
}
