package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Shell;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.Agent;
import fairlead.ssh.login.KeyFile;
import fairlead.testing.OpenSshServer;
import fairlead.testing.Program;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** With a real ssh-agent that holds one key, which no file has any more. */
@Timeout(60)
@EnabledIf("fairlead.testing.OpenSshServer#available")
class AgentTest {
  @TempDir private static Path shared;
  private static OpenSshServer sshd;
  private static Process agent;
  private static Path socket;

  @TempDir private Path directory;
  private Opener opener;

  @BeforeAll
  static void start() throws Exception {
    sshd = OpenSshServer.start(shared.resolve("sshd"), "AllowAgentForwarding yes");
    socket = shared.resolve("agent");
    agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    while (!Files.exists(socket)) {
      Thread.onSpinWait();
    }
    Path key = shared.resolve("held");
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "held", "-f", key);
    sshd.authorize(Files.readString(Path.of(key + ".pub")));
    ask("ssh-add", "-q", key);
    Files.delete(key);
  }

  @AfterAll
  static void stop() throws Exception {
    sshd.close();
    agent.destroy();
    assertTrue(agent.waitFor(5, TimeUnit.SECONDS));
  }

  @BeforeEach
  void prepare() {
    opener = new Opener(directory);
    Defaults.set(opener.settings(), "fairlead.ssh.agent-socket", Optional.of(socket.toString()));
  }

  @AfterEach
  void close() throws Exception {
    opener.close();
  }

  @Test
  void aKeyThatTheAgentHoldsLetsIn() throws Exception {
    opener.open(destination(new Agent()), new Received()).close();
    Defaults.set(opener.settings(), "fairlead.ssh.agent-socket", Optional.empty());
    Defaults.set(opener.settings(), "SSH_AUTH_SOCK", Optional.of(socket.toString()));
    opener.open(destination(new Agent()), new Received()).close();
  }

  @Test
  void keysOfFilesAreNotLeftWithTheAgent() throws Exception {
    Destination both = destination(new KeyFile(sshd.clientKey("encrypted")), new Agent());
    opener.person().answers("open sesame");
    opener.open(both, new Received()).close();
    assertEquals(1, ask("ssh-add", "-l").lines().count());
  }

  @Test
  void noAgentIsSaidBeforeTheHostIsDialled() {
    Defaults.set(
        opener.settings(),
        "fairlead.ssh.agent-socket",
        Optional.of(directory.resolve("nobody").toString()));
    SshException silent = refused(destination(new Agent()));
    assertEquals(Reason.KEY_FILE, silent.reason());
    assertTrue(silent.getMessage().contains("does not answer"), silent::getMessage);
    Defaults.set(opener.settings(), "fairlead.ssh.agent-socket", Optional.empty());
    SshException none = refused(destination(new Agent()));
    assertTrue(none.getMessage().contains("fairlead.ssh.agent-socket"), none::getMessage);
  }

  @Test
  void anAgentThatSaysNothingIsNotWaitedForWithoutEnd() throws Exception {
    Defaults.set(opener.settings(), "fairlead.ssh.authentication-timeout", Duration.ofMillis(300));
    Path mute = directory.resolve("mute");
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(mute));
      Defaults.set(opener.settings(), "fairlead.ssh.agent-socket", Optional.of(mute.toString()));
      assertEquals(Reason.AUTHENTICATION_TIMEOUT, refused(destination(new Agent())).reason());
    }
  }

  @Test
  void theAgentIsForwardedOnlyWhereTheHostAndTheRequestSaySo() throws Exception {
    Destination host = destination(new KeyFile(sshd.clientKey("ed25519")));
    assertFalse(listed(host, true).contains("held"));
    assertFalse(listed(host.withAgentForwarding(true), false).contains("held"));
    String forwarded = listed(host.withAgentForwarding(true), true);
    assertTrue(forwarded.contains("held"), forwarded);
    assertFalse(forwarded.contains("client_"), forwarded);
  }

  @Test
  void aHostMayUseTheAgentAndNotEmptyIt() throws Exception {
    Destination host = destination(new Agent()).withAgentForwarding(true);
    opener.forwardAgent(true);
    run(host, "ssh-add -D; ssh-add -d " + shared.resolve("held.pub"));
    assertEquals(1, ask("ssh-add", "-l").lines().count());
  }

  /**
   * What {@code ssh-add -l} says on the host, which shows fingerprints; so the key's own is sought.
   */
  private String listed(Destination host, boolean wanted) throws Exception {
    opener.forwardAgent(wanted);
    String fingerprint = Program.run("ssh-keygen", "-l", "-f", shared.resolve("held.pub"));
    String text = run(host, "ssh-add -l");
    return text.contains(fingerprint.split(" ", 3)[1]) ? text + " held" : text;
  }

  private String run(Destination host, String command) throws Exception {
    Received received = new Received();
    Shell shell = opener.open(host, received);
    byte[] line = (command + "\nexit\n").getBytes(UTF_8);
    shell.write(line, 0, line.length);
    return received.text();
  }

  private static String ask(Object... command) throws Exception {
    return Program.run(Map.of("SSH_AUTH_SOCK", socket.toString()), command);
  }

  private static Destination destination(Login... logins) {
    return new Destination(
        "test",
        "127.0.0.1",
        sshd.port(),
        sshd.user(),
        List.of(logins),
        HostKeyPolicy.ACCEPT_NEW,
        true);
  }

  private SshException refused(Destination destination) {
    return assertThrows(SshException.class, () -> opener.open(destination, new Received()).close());
  }
}
