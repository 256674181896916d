package fairlead.terminal;

import fairlead.access.LoginEnding;
import fairlead.access.Person;
import fairlead.access.Registry;
import fairlead.access.SignedOut;
import fairlead.admission.Admissions;
import fairlead.admission.Admitted;
import fairlead.admission.Purpose;
import fairlead.admission.Rechecks;
import fairlead.concurrent.Managed;
import fairlead.concurrent.Scheduler;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.policy.PolicySettings;
import fairlead.ssh.Interaction;
import fairlead.ssh.Size;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** All terminals of this server, and the connections to them. */
@ApplicationScoped
public class Terminals {
  private Admissions admissions;
  private TerminalSettings settings;
  private Scheduler scheduler;
  private ThreadFactory threads;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ClosingSockets closing = new ClosingSockets();
  private TerminalList terminals;
  private TerminalTelemetry telemetry;
  private TerminalGauges gauges;
  private Openings openings;
  private Resumes resumes;
  private TerminalTimer seconds;
  private Future<?> ticking;
  private Future<?> watching;

  /** For the CDI container. */
  protected Terminals() {}

  @Inject
  Terminals(
      Admissions admissions,
      Registry registry,
      TerminalSettings settings,
      PolicySettings policy,
      Scheduler scheduler,
      @Managed ThreadFactory threads,
      OpenTelemetry openTelemetry) {
    this.admissions = admissions;
    this.settings = settings;
    this.scheduler = scheduler;
    this.threads = threads;
    terminals =
        new TerminalList(
            settings.perPerson(),
            settings.perHost(),
            settings.overall(),
            one -> gauges.settle(one));
    telemetry = new TerminalTelemetry(openTelemetry);
    gauges = new TerminalGauges(openTelemetry, terminals);
    openings = new Openings(terminals, admissions, settings, telemetry, threads, terminals::remove);
    resumes = new Resumes(terminals, admissions, telemetry);
    Rechecks rechecks =
        new Rechecks(this::admitted, admissions, registry::again, policy.checkInterval(), threads);
    seconds =
        new TerminalTimer(connections, closing, terminals, settings, rechecks, terminals::remove);
  }

  @PostConstruct
  void start() {
    ticking = scheduler.every(Duration.ofSeconds(1), seconds::tick);
    watching = scheduler.every(Duration.ofSeconds(1), seconds::watch);
  }

  /** For work that may block. */
  ThreadFactory threads() {
    return threads;
  }

  /** The sockets that are being closed. */
  ClosingSockets closing() {
    return closing;
  }

  /** Terminals that run or are being opened. */
  private List<Admitted> admitted() {
    List<Admitted> all = new ArrayList<>(openings.pending());
    all.addAll(terminals.running());
    return all;
  }

  /**
   * Ends all terminals because the application stops, and waits until every socket is closed, at
   * most for {@link TerminalSettings#farewell()}. Viewers are sent all output first.
   */
  void leave() {
    end();
    long latest = System.nanoTime() + settings.farewell().toNanos();
    try {
      while (!connections.isEmpty() && System.nanoTime() < latest) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connections.forEach(one -> one.viewer().giveUp());
  }

  private void end() {
    List<Terminal> left = terminals.close();
    left.forEach(one -> one.end(Ending.of(Ending.Reason.DRAIN)));
    left.forEach(gauges::settle);
    connections.forEach(Connection::goAway);
  }

  @PreDestroy
  void stop() {
    end();
    ticking.cancel(false);
    watching.cancel(false);
    gauges.close();
  }

  void opened(Connection connection) {
    connections.add(connection);
  }

  void closed(Connection connection) {
    connections.remove(connection);
    telemetry.metrics().closed(connection.code());
  }

  void openDefault(Connection connection, Interaction interaction) throws Refused {
    openings.open(
        connection,
        () -> admissions.openDefault(connection.person(), Purpose.TERMINAL),
        new Size(80, 24),
        interaction);
  }

  void open(Connection connection, ClientMessage.Open wish, Interaction interaction)
      throws Refused {
    openings.open(
        connection,
        () -> admissions.open(connection.person(), wish.host(), wish.user(), Purpose.TERMINAL),
        wish.size(),
        interaction);
  }

  void attach(Connection connection, ClientMessage.Attach wish) throws Refused {
    resumes.attach(connection, wish);
  }

  /** Number of terminals, with or without a viewer. */
  public int count() {
    return terminals.count();
  }

  /** Sends a message to all viewers. */
  public void sayAll(String message) {
    terminals.opened().forEach(one -> one.say(message));
  }

  /** Ends all terminals after their output was sent, and aborts all openings. */
  public void drain() {
    openings.pending().forEach(one -> one.end(Failure.DRAINING, Failure.DRAINING.sentence()));
    terminals.opened().forEach(one -> one.end(Ending.of(Ending.Reason.DRAIN)));
  }

  /** Whether no terminal runs and every viewer was given all output. */
  public boolean allOver() {
    return terminals.allOver();
  }

  /** This person's running terminals. */
  List<Terminal> of(Person person) {
    return terminals.of(person);
  }

  /** This person's terminal with this id. */
  Optional<Terminal> find(Person person, String id) {
    return terminals.find(person, id);
  }

  void signedOut(@Observes SignedOut event) {
    for (Connection connection : connections) {
      if (connection.person().login().equals(event.login())) {
        connection.refuse(Failure.NOT_SIGNED_IN, Failure.NOT_SIGNED_IN.sentence());
      }
    }
    if (settings.onSignOut() == TerminalSettings.OnSignOut.END) {
      Ending why = event.byPerson() ? Ending.of(Ending.Reason.CLOSED) : Ending.loginOver();
      for (Terminal terminal : terminals.ofLogin(event.login())) {
        terminal.end(why);
      }
    }
  }

  void loginEnding(@Observes LoginEnding event) {
    long seconds = Math.max(1, event.left().toSeconds());
    for (Connection connection : connections) {
      if (!connection.person().login().equals(event.login())) {
        continue;
      }
      if (event.soon()) {
        connection.say("sign-in", "Your sign-in ends soon, and this terminal with it.", seconds);
      } else {
        connection.say("sign-in-goes-on", "Your sign-in continues.");
      }
    }
  }
}
