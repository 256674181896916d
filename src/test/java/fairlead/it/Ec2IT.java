package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.LibertyServer;
import fairlead.testing.OpenSshServer;
import fairlead.testing.aws.AwsServer;
import fairlead.testing.aws.KeyBoard;
import fairlead.testing.aws.Machine;
import fairlead.testing.aws.TunnelServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** From an AWS account to a shell, in a server of its own: AWS is on loopback, sshd is real. */
@EnabledIf("possible")
class Ec2IT {
  private static final int MEBIBYTES_10 = 10 * 1024 * 1024;
  private static final Machine WEB =
      new Machine("i-0aaaaaaaaaaaaaaa1", "127.0.0.1", "10.0.0.1", Map.of("Name", "web"));
  private static final Machine DATA =
      new Machine("i-0aaaaaaaaaaaaaaa2", null, "10.0.0.2", Map.of("Name", "data"));
  private static final Machine IDLE =
      new Machine("i-0aaaaaaaaaaaaaaa3", "127.0.0.1", "10.0.0.3", Map.of("Name", "idle"));

  private static Path directory;
  private static KeyBoard keys;
  private static AwsServer aws;
  private static TunnelServer tunnel;
  private static OpenSshServer sshd;
  private static LibertyServer server;

  /** OpenSSH asks only programs that are root's for keys. */
  static boolean possible() {
    return OpenSshServer.available() && "root".equals(System.getProperty("user.name"));
  }

  @BeforeAll
  static void start() throws Exception {
    directory = Site.directory("ec2");
    keys = new KeyBoard(directory);
    aws = new AwsServer(keys);
    tunnel = new TunnelServer(aws::secret);
    sshd =
        OpenSshServer.start(
            directory.resolve("sshd"),
            "AuthorizedKeysFile none",
            // The shell's own path is what sshd checks; that of the program may be anywhere.
            "AuthorizedKeysCommand /bin/sh " + keys.program() + " %u",
            "AuthorizedKeysCommandUser root");
    tunnel.ports().put("10.0.0.2", sshd.port());
    aws.machines().addAll(List.of(WEB, DATA, IDLE));
    aws.endpoints().put("eice-0123456789abcdef0", "vpc-0a");
    Files.writeString(
        directory.resolve("ec2.yaml"),
        """
        refresh: PT10S
        labels: [Env]
        accounts: [{name: main, regions: [eu-central-1]}]
        users: [{user: %s}]
        host-key-policy: accept-new
        port: %d
        endpoints: {ec2: '%s', instance-connect: '%s', tunnel: '%s'}
        """
            .formatted(sshd.user(), sshd.port(), aws.url(), aws.url(), tunnel.url()));
    Files.writeString(
        directory.resolve("policy.yaml"),
        """
        rules:
          - {name: standing, groups: [operator], hosts: [web, data, idle]}
          - {name: staging, groups: [operator], labels: {Env: staging}}
        """);
    server = server(directory);
    await("\"web\"");
  }

  private static LibertyServer server(Path place) throws IOException, InterruptedException {
    return Site.server(
        place,
        Map.of(
            "AWS_ACCESS_KEY_ID",
            AwsServer.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY",
            AwsServer.SECRET,
            "FAIRLEAD_ADDRESSES_ALLOWED",
            "127.0.0.0/8,::1/128",
            "FAIRLEAD_POLICY_CHECK_INTERVAL",
            "PT1S",
            "JAVA_TOOL_OPTIONS",
            "-Xlog:class+load:file=" + place + "/classes-%p.log"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (sshd != null) {
      sshd.close();
    }
    tunnel.close();
    aws.close();
  }

  @Test
  void anInstanceIsListedAndOpenedWithAKeyThatWasJustPushed() throws Exception {
    String hosts = person().get("/api/hosts").body();
    assertTrue(hosts.contains("\"authentication\":[\"instance-connect\"]"), hosts);
    assertTrue(hosts.contains("\"instance\":\"i-0aaaaaaaaaaaaaaa1\""), hosts);
    assertTrue(hosts.contains("\"readAt\":{\"main eu-central-1\":\""), hosts);
    int before = keys.pushes();
    Browserless.Socket socket = open("web");
    socket.type("echo by hand: $((6 * 7))\n");
    socket.awaitOutput("by hand: 42");
    assertEquals(before + 1, keys.pushes());
    assertTrue(
        Files.readString(directory.resolve("known_hosts")).contains("i-0aaaaaaaaaaaaaaa1 "),
        "pinned by instance");
    end(socket);
  }

  @Test
  void aPrivateInstanceIsReachedThroughItsEndpointByteForByte() throws Exception {
    byte[] bytes = new byte[MEBIBYTES_10];
    new Random(11).nextBytes(bytes);
    Path file = Files.write(directory.resolve("random"), bytes);
    int tunnels = tunnel.queries().size();
    Browserless.Socket socket = open("data");
    socket.type("stty raw -echo; printf be''gin; cat " + file + "; printf en''d\n");
    String seen = socket.awaitOutput("begin");
    assertTrue(seen.contains("begin"));
    int from = indexOf(socket.output(), "begin") + "begin".length();
    socket.awaitBytes(from + MEBIBYTES_10 + "end".length());
    byte[] output = socket.output();
    assertEquals(sha256(bytes), sha256(Arrays.copyOfRange(output, from, from + MEBIBYTES_10)));
    assertEquals(tunnels + 1, tunnel.queries().size());
    socket.abort();
  }

  @Test
  void aKeyThatCameTooLateIsFollowedByAnother() throws Exception {
    int before = keys.pushes();
    keys.delayNext(Duration.ofSeconds(60));
    Browserless.Socket socket = open("web");
    assertEquals(before + 2, keys.pushes());
    end(socket);
  }

  @Test
  void aTunnelThatIsCutEndsTheTerminal() throws Exception {
    Browserless.Socket socket = open("data");
    tunnel.cut();
    assertEquals("lost", socket.await("ended").getString("reason"));
  }

  @Test
  void anInstanceThatWasStoppedMeanwhileIsCalledStopped() throws Exception {
    aws.machines().set(2, IDLE.inState("stopped"));
    Browserless.Socket socket = person().socket();
    socket.open("idle");
    JsonObject failed = socket.await("failed");
    assertEquals(
        "idle (i-0aaaaaaaaaaaaaaa3): the instance is not running.", failed.getString("message"));
  }

  @Test
  void anotherTagEndsWhatTheRulesNoLongerAllow() throws Exception {
    Browserless.Socket socket = openStaging("i-0aaaaaaaaaaaaaaa4", "moving");
    // It is the same instance under another name.
    change(tagged("i-0aaaaaaaaaaaaaaa4", "renamed", "staging"));
    await("\"renamed\"");
    change(tagged("i-0aaaaaaaaaaaaaaa4", "renamed", "production"));
    assertEquals(
        "Fairlead ended the terminal on moving because you may no longer use this host. Ask an administrator.",
        endedMessage(socket));
  }

  @Test
  void anInstanceThatIsTerminatedIsGone() throws Exception {
    Browserless.Socket socket = openStaging("i-0aaaaaaaaaaaaaaa5", "leaving");
    aws.machines().removeIf(one -> one.id().equals("i-0aaaaaaaaaaaaaaa5"));
    assertEquals(
        "Fairlead ended the terminal on leaving because it is no longer in the list of hosts. Ask an administrator if you still need it.",
        endedMessage(socket));
  }

  private static Browserless.Socket openStaging(String id, String name) throws Exception {
    aws.machines().add(tagged(id, name, "staging"));
    await("\"" + name + "\"");
    Browserless.Socket socket = open(name);
    socket.answerPings();
    return socket;
  }

  private static Machine tagged(String id, String name, String environment) {
    return new Machine(id, "127.0.0.1", "10.0.0.4", Map.of("Name", name, "Env", environment));
  }

  private static void change(Machine now) {
    aws.machines().replaceAll(one -> one.id().equals(now.id()) ? now : one);
  }

  /** The list is read every 10 s, and what is open is looked at every second. */
  private static String endedMessage(Browserless.Socket socket) throws Exception {
    assertEquals(4403, socket.awaitClose(Duration.ofSeconds(60)));
    JsonObject ended = socket.await("ended");
    assertEquals("not-allowed", ended.getString("reason"));
    return ended.getString("message");
  }

  @Test
  void whatAwsDoesNotAnswerAnyMoreIsStillListedAndItsAgeIsSaid() throws Exception {
    aws.fail("DescribeInstances", 400, "RequestExpired");
    String hosts = await("The AWS credentials have expired");
    assertTrue(hosts.contains("\"web\"") && hosts.contains(" ago stays in use."), hosts);
    aws.heal();
    String healed = await("\"problems\":[]");
    assertTrue(healed.contains("\"web\""), healed);
  }

  @Test
  void withoutTheFileNothingOfTheSdkIsLoaded() throws Exception {
    assertTrue(loaded(directory), "with it, it is");
    Path bare = Site.directory("noec2");
    LibertyServer other = server(bare);
    try {
      Browserless.signedIn(other.address(), "operator").get("/api/hosts");
      assertFalse(loaded(bare));
    } finally {
      other.close();
    }
  }

  private static boolean loaded(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".log")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          if (lines.anyMatch(line -> line.contains(" software.amazon.awssdk."))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Browserless.Socket open(String host) throws Exception {
    Browserless.Socket socket = person().socket();
    socket.open(host);
    socket.await("opened");
    socket.type("PS1=; echo rea''dy\n");
    socket.awaitOutput("ready\r\n");
    return socket;
  }

  private static void end(Browserless.Socket socket) throws Exception {
    socket.type("exit\n");
    socket.await("ended");
  }

  private static Browserless person() throws IOException, InterruptedException {
    return Browserless.signedIn(server.address(), "operator");
  }

  private static String await(String part) throws IOException, InterruptedException {
    Browserless person = person();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      String hosts = person.get("/api/hosts").body();
      if (hosts.contains(part)) {
        return hosts;
      }
      assertTrue(System.nanoTime() < deadline, "waited in vain for " + part + " in " + hosts);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
