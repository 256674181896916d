package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Registry;
import fairlead.access.Role;
import fairlead.access.SignedOut;
import fairlead.admission.Granting;
import fairlead.concurrent.Scheduler;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.policy.Decision;
import fairlead.policy.Limits;
import fairlead.policy.Policy;
import fairlead.policy.PolicySettings;
import fairlead.policy.Target;
import fairlead.settings.Defaults;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Shells;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.testing.LogLines;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A shell that comes too late is closed, whatever happened meanwhile. */
@Timeout(20)
class TerminalsTest {
  private final Person ada = new Person("ada", Set.of(Role.OPERATOR), "login-1");
  private final Scheduler scheduler = new Scheduler(Thread::new);
  private final SlowShells shells = new SlowShells();
  private final TerminalSettings settings = settings();
  private final Terminals terminals =
      new Terminals(
          Granting.admissions(new OneHost(), new Lenient(), shells, null),
          new Registry(),
          settings,
          Defaults.of(new PolicySettings()),
          scheduler,
          Thread::new,
          OpenTelemetry.noop());
  private final FakeWire wire = new FakeWire(true);
  private final Connection connection =
      new Connection(terminals, settings, ada, false, wire, SpanContext.getInvalid());

  @BeforeEach
  void start() throws Exception {
    terminals.start();
    terminals.opened(connection);
    connection.open(new ClientMessage.Open("host", "ada", new Size(80, 24)));
    shells.asked.await();
  }

  @AfterEach
  void shutDown() {
    scheduler.stop();
  }

  @Test
  void aShellIsListedAndLivesOnWithoutItsBrowser() throws Exception {
    shells.comes.countDown();
    while (terminals.of(ada).isEmpty()) {
      Thread.onSpinWait();
    }
    connection.closed(1006);
    assertEquals(1, shells.closed.getCount());
    assertEquals(1, terminals.of(ada).size());
  }

  @Test
  void whoLeavesWhileTheShellIsBeingOpenedLeavesNone() throws Exception {
    connection.closed(1006);
    assertClosedAndForgotten();
  }

  @Test
  void aServerThatStopsWhileTheShellIsBeingOpenedLeavesNone() throws Exception {
    terminals.stop();
    assertClosedAndForgotten();
  }

  @Test
  void anApplicationThatStopsEndsTerminalsAndWaitsForTheirSockets() throws Exception {
    shells.comes.countDown();
    awaitSent("\"opened\"");
    Thread stopping = new Thread(() -> leave(Duration.ofMinutes(1)));
    stopping.start();
    awaitSent("\"reason\":\"drain\"");
    assertTrue(stopping.isAlive());
    connection.closed(1000);
    stopping.join();
    assertEquals(List.of(1000), codes());
    assertEquals(1000, connection.code());
    assertTrue(terminals.of(ada).isEmpty());
  }

  @Test
  void anApplicationThatStopsTellsWhoWaitsForAShell() throws Exception {
    leave(Duration.ZERO);
    assertEquals(1001, codes().get(0));
    assertEquals(1001, connection.code());
    assertClosedAndForgotten();
  }

  @Test
  void anApplicationThatStopsWaitsNoLongerThanItSays() throws Exception {
    shells.comes.countDown();
    awaitSent("\"opened\"");
    leave(Duration.ofMillis(50));
    assertEquals(List.of(1000, 4408), codes());
  }

  @Test
  void whoSignsOutWhileTheShellIsBeingOpenedLeavesNone() throws Exception {
    terminals.signedOut(new SignedOut("login-1", true));
    assertClosedAndForgotten();
  }

  @Test
  void theLogSaysWhyAnOpeningEnded() {
    shells.cancels = true;
    try (LogLines log = LogLines.of(Openings.class)) {
      terminals.drain();
      shells.comes.countDown();
      while (log.lines().isEmpty()) {
        Thread.onSpinWait();
      }
      assertEquals(List.of("Terminal on host refused: DRAINING"), log.lines());
    }
  }

  @Test
  void aRefusedConnectionLeavesNoneEvenIfItsSocketIsNotClosedYet() throws Exception {
    connection.text("nonsense");
    assertClosedAndForgotten();
  }

  private void leave(Duration farewell) {
    settings.farewell = farewell;
    terminals.leave();
  }

  private void awaitSent(String part) {
    while (wire.texts().stream().noneMatch(one -> one.contains(part))) {
      Thread.onSpinWait();
    }
  }

  private List<Integer> codes() {
    return wire.closes().stream().map(one -> one.getCloseCode().getCode()).toList();
  }

  private void assertClosedAndForgotten() throws InterruptedException {
    assertEquals(0, shells.hungUp.getCount(), "the opening was not told");
    shells.comes.countDown();
    shells.closed.await();
    assertTrue(terminals.of(ada).isEmpty());
  }

  static TerminalSettings settings() {
    TerminalSettings settings = Defaults.of(new TerminalSettings());
    settings.scrollback = 4096;
    settings.inputCredit = 4096;
    settings.perPerson = 1;
    settings.perHost = 1;
    settings.openingsPerHost = 1;
    settings.openingsWaiting = 1;
    settings.openingsWait = Duration.ofMinutes(1);
    settings.overall = 1;
    settings.node = "test";
    settings.onSignOut = TerminalSettings.OnSignOut.END;
    settings.hold = Duration.ZERO;
    settings.promptTimeout = Duration.ofMinutes(1);
    settings.sendTimeout = Duration.ofMinutes(1);
    settings.pingInterval = Duration.ofMinutes(1);
    settings.firstMessageTimeout = Duration.ofMinutes(1);
    settings.inputStalled = Duration.ofMinutes(1);
    settings.idleTimeout = Duration.ZERO;
    settings.maximumTime = Duration.ZERO;
    settings.warning = Duration.ZERO;
    settings.grace = Duration.ofMinutes(1);
    return settings;
  }

  private static final class OneHost extends Hosts {
    @Override
    public Optional<Host> find(String name) {
      return Optional.of(Granting.host(name));
    }
  }

  private static final class Lenient extends Policy {
    @Override
    public Decision decide(Person person, Target target) {
      return new Decision.Granted("rule", Limits.none());
    }
  }

  /** Gives a shell when a test lets it come, as a host may that answers late. */
  private static final class SlowShells implements Shells, Shell {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch comes = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean cancels;

    @Override
    public Shell open(ConnectRequest request, Size size, ShellOutput output) throws SshException {
      request.interaction().cancellation().onCancel(hungUp::countDown);
      asked.countDown();
      try {
        comes.await();
      } catch (InterruptedException e) {
        throw new SshException(SshException.Reason.CANCELLED, "Interrupted.", e);
      }
      if (cancels) {
        throw new SshException(SshException.Reason.CANCELLED, "Cancelled.");
      }
      return this;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {}

    @Override
    public boolean takes(int length) {
      return false;
    }

    @Override
    public void resize(Size size) {}

    @Override
    public void resumeOutput() {}

    @Override
    public OptionalDouble roundTripMillis() {
      return OptionalDouble.empty();
    }

    @Override
    public void measureRoundTrip() {}

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
