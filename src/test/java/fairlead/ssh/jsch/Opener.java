package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.concurrent.Scheduler;
import fairlead.settings.Defaults;
import fairlead.ssh.AddressRules;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.Destination;
import fairlead.ssh.FileSession;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.ssh.Requester;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import fairlead.ssh.dial.Resolver;
import fairlead.ssh.login.AuthorityFile;
import io.opentelemetry.api.OpenTelemetry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Opens shells for one test, which may change its settings and prepare its person. */
public final class Opener {
  private final Scheduler scheduler = new Scheduler(Thread::new);
  private final PreparedPerson person = new PreparedPerson();
  private final SshSettings settings;
  private String user = "ada";
  private AddressRules rules = (host, address) -> {};
  private boolean forwarding;
  private ThreadFactory threads = Thread::new;
  private Resolver.NameService names = InetAddress::getAllByName;

  /**
   * @param directory for known_hosts
   */
  public Opener(Path directory) {
    settings = Defaults.of(new SshSettings(), directory);
  }

  /** The same host, with its keys kept under this name. */
  static Destination identified(Destination host, String identity) {
    return new Destination(
        host.name(),
        host.address(),
        host.port(),
        host.user(),
        host.logins(),
        host.hostKeyPolicy(),
        host.strictKex(),
        host.route(),
        identity,
        host.agentForwarding());
  }

  public PreparedPerson person() {
    return person;
  }

  public SshSettings settings() {
    return settings;
  }

  public void logInAs(String name) {
    user = name;
  }

  void forwardAgent(boolean wanted) {
    forwarding = wanted;
  }

  void threads(ThreadFactory factory) {
    threads = factory;
  }

  void resolve(Resolver.NameService service) {
    names = service;
  }

  void dialOnly(AddressRules allowed) {
    rules = allowed;
  }

  public Shell open(HostKeyPolicy policy, int port, ShellOutput received, Login... logins)
      throws SshException {
    Destination destination =
        new Destination("test", "127.0.0.1", port, user, List.of(logins), policy, true);
    return open(destination, received);
  }

  public Shell open(Destination destination, ShellOutput received) throws SshException {
    return new JschShells(connector())
        .open(request(destination, "terminal-1"), new Size(80, 24), received);
  }

  private Connector connector() {
    return new Connector(
        settings,
        new Resolver(settings.lookups(), Opener::daemon, names),
        new AuthorityFile(settings),
        scheduler,
        work -> threads.newThread(work),
        OpenTelemetry.noop());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  public FileSession files(Destination destination) throws SshException {
    return new JschFileSessions(connector()).open(request(destination, "panel-1"));
  }

  private ConnectRequest request(Destination destination, String session) {
    return new ConnectRequest(
        destination, new Requester("Ada", session), rules, forwarding, person.interaction());
  }

  /** Opens one that must not open. */
  public SshException refused(HostKeyPolicy policy, int port, Login... logins) {
    return assertThrows(
        SshException.class, () -> open(policy, port, new Received(), logins).close());
  }

  public void close() throws InterruptedException {
    scheduler.stop();
    assertTrue(scheduler.executor().awaitTermination(5, TimeUnit.SECONDS));
  }
}
