package fairlead.terminal;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.access.SignedOut;
import fairlead.health.Draining;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.ssh.Clock;
import fairlead.ssh.Conversation;
import fairlead.ssh.Shell;
import fairlead.ssh.Shells;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.telemetry.SpanFailure;
import fairlead.telemetry.TraceParent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** All terminals of this server, and the connections that look at them. */
@ApplicationScoped
@ManagedThreadFactoryDefinition(name = "java:app/concurrent/terminals", virtual = true)
public class Terminals {
  private static final Logger LOG = System.getLogger(Terminals.class.getName());

  @Inject Hosts hosts;
  @Inject Shells shells;
  @Inject TerminalSettings settings;
  @Inject Clock clock;
  @Inject Draining draining;

  @Resource(lookup = "java:app/concurrent/terminals")
  ThreadFactory threads;

  @Inject OpenTelemetry openTelemetry;

  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private TerminalList terminals;
  private TerminalTelemetry telemetry;
  private TerminalGauges gauges;
  private ScheduledFuture<?> ticking;

  @PostConstruct
  void start() {
    terminals = new TerminalList(settings.perPerson(), settings.overall());
    telemetry = new TerminalTelemetry(openTelemetry);
    gauges = new TerminalGauges(openTelemetry, terminals);
    ticking = clock.executor().scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    ticking.cancel(false);
    List<Terminal> left = terminals.close();
    connections.forEach(one -> one.refuse(Failure.GOING_AWAY, Failure.GOING_AWAY.sentence()));
    left.forEach(one -> one.end(Ending.of(Ending.Reason.DRAIN)));
    left.forEach(gauges::settle);
    gauges.close();
  }

  void opened(Connection connection) {
    connections.add(connection);
  }

  void closed(Connection connection) {
    connections.remove(connection);
    telemetry.metrics().closed(connection.code());
  }

  void openDefault(Connection connection, Conversation conversation) throws Refused {
    Host host =
        hosts
            .first()
            .orElseThrow(
                () -> new Refused(Failure.NO_SUCH_HOST, "No host is configured on this server."));
    open(connection, new ClientMessage.Open(host.name(), new Size(80, 24), null), conversation);
  }

  void open(Connection connection, ClientMessage.Open wish, Conversation conversation)
      throws Refused {
    TerminalTrace trace = telemetry.opening(connection, wish.traceParent());
    try {
      Host host = hosts.find(wish.host()).orElseThrow(() -> new Refused(Failure.NO_SUCH_HOST));
      trace.host(host.name());
      open(connection, host, wish.size(), conversation, trace);
    } catch (Refused e) {
      trace.failed(TerminalMetrics.lower(e.failure()));
      throw e;
    }
  }

  private void open(
      Connection connection, Host host, Size size, Conversation conversation, TerminalTrace trace)
      throws Refused {
    Person person = connection.person();
    if (draining.begun()) {
      throw new Refused(Failure.DRAINING);
    }
    if (!person.roles().contains(Role.OPERATOR) && !person.roles().contains(Role.ADMIN)) {
      throw new Refused(Failure.NOT_ALLOWED, "Opening a terminal needs the role operator.");
    }
    Terminal terminal =
        new Terminal(
            person, host.name(), size, !connection.plain(), settings.limits(), threads, trace);
    terminals.reserve(terminal);
    boolean begun = false;
    try {
      if (connection.plain()) {
        connection.show(terminal);
      }
      Runnable connecting =
          trace.context().wrap(() -> connect(connection, terminal, host, size, conversation));
      threads.newThread(connecting).start();
      begun = true;
    } finally {
      if (!begun) {
        abandon(terminal);
      }
    }
  }

  /** Runs on a thread of its own: connecting takes as long as the host and the person take. */
  private void connect(
      Connection connection, Terminal terminal, Host host, Size size, Conversation conversation) {
    TerminalTrace trace = terminal.trace();
    boolean shown = false;
    try {
      Shell shell = shells.open(host.destination(), size, conversation, terminal);
      terminal.started(shell);
      trace.opened();
      if (connection.show(terminal)) {
        terminals.opened(terminal);
        LOG.log(
            Level.INFO,
            "Terminal {0} opened on {1} by {2}",
            trace.session(),
            host.name(),
            connection.person().name());
        greet(connection, terminal, size);
        shown = true;
      }
    } catch (SshException e) {
      trace.failed(TerminalMetrics.lower(e.reason()));
      LOG.log(Level.INFO, "Terminal on {0} refused: {1}", host.name(), e.reason());
      connection.refuse(Failure.of(e.reason()), e.getMessage());
    } catch (Refused e) {
      connection.refuse(e.failure(), e.getMessage());
    } catch (RuntimeException e) {
      trace.failed(e);
      LOG.log(Level.WARNING, "Opening a terminal on " + host.name() + " failed", e);
      connection.refuse(Failure.FAULT, Failure.FAULT.sentence());
    } finally {
      if (!shown) {
        abandon(terminal);
      }
    }
  }

  /** Its shell ends, if it has one, and nobody finds it any more. */
  private void abandon(Terminal terminal) {
    terminal.end(Ending.of(Ending.Reason.CLOSED));
    forget(terminal);
  }

  private void forget(Terminal terminal) {
    gauges.settle(terminal);
    terminals.remove(terminal);
  }

  private void greet(Connection connection, Terminal terminal, Size size) throws Refused {
    if (connection.plain()) {
      terminal.attach(
          connection.viewer(),
          0,
          0,
          size,
          at -> ServerMessage.plain("Connected to " + terminal.host() + "."));
    } else {
      String token = terminal.token().issue(connection.person().login());
      terminal.attach(
          connection.viewer(),
          0,
          0,
          size,
          at ->
              ServerMessage.opened(
                  terminal.id(),
                  token,
                  settings.node(),
                  terminal.input().credit(),
                  terminal.trace().traceParent()));
    }
    if (connection.left()) {
      terminal.detach(connection.viewer(), connection.code());
    }
  }

  void attach(Connection connection, ClientMessage.Attach wish) throws Refused {
    Span span = telemetry.attaching(connection, wish.traceParent());
    try {
      attach(connection, wish, span);
    } catch (Refused e) {
      SpanFailure.record(span, TerminalMetrics.lower(e.failure()));
      throw e;
    } finally {
      span.end();
    }
  }

  private void attach(Connection connection, ClientMessage.Attach wish, Span span) throws Refused {
    Person person = connection.person();
    // Somebody else's terminal is answered exactly like one that does not exist.
    Terminal terminal =
        terminals
            .find(person, wish.terminal())
            .filter(one -> one.token().redeem(wish.token(), person.login()))
            .orElseThrow(() -> new Refused(Failure.NO_SUCH_TERMINAL));
    terminal.trace().attaching(span);
    String token = terminal.token().issue(person.login());
    connection.show(terminal);
    terminal.attach(
        connection.viewer(),
        wish.output(),
        wish.input(),
        wish.size(),
        at -> {
          terminal.trace().attached(span, at);
          return ServerMessage.attached(
              token, terminal.host(), at, terminal.input().credit(), TraceParent.of(span));
        });
    if (connection.left()) {
      terminal.detach(connection.viewer(), connection.code());
    }
  }

  /** How many there are, also of those that nobody looks at. */
  int count() {
    return terminals.count();
  }

  /** Tells everybody who looks at a terminal. */
  void sayAll(String message) {
    terminals.opened().forEach(one -> one.say(message));
  }

  /** Ends all that still run; their output is sent first. */
  void drain() {
    terminals.opened().forEach(one -> one.end(Ending.of(Ending.Reason.DRAIN)));
  }

  /** Whether none runs, and whoever looked at one was given all of its output. */
  boolean allOver() {
    return terminals.allOver();
  }

  /** This person's own terminals that run. */
  List<Terminal> of(Person person) {
    return terminals.of(person);
  }

  /** This person's own terminal of this name. */
  Optional<Terminal> find(Person person, String id) {
    return terminals.find(person, id);
  }

  void signedOut(@Observes SignedOut event) {
    for (Connection connection : connections) {
      if (connection.person().login().equals(event.login())) {
        connection.refuse(Failure.NOT_SIGNED_IN, Failure.NOT_SIGNED_IN.sentence());
      }
    }
    if (event.byPerson() && settings.onSignOut() == TerminalSettings.OnSignOut.END) {
      for (Terminal terminal : terminals.ofLogin(event.login())) {
        terminal.end(Ending.of(Ending.Reason.CLOSED));
      }
    }
  }

  private void tick() {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      guarded(() -> connection.tick(now));
    }
    for (Terminal terminal : terminals.opened()) {
      guarded(() -> tick(terminal, now));
    }
  }

  private void tick(Terminal terminal, long now) {
    long detached = terminal.output().detachedFor(now);
    if (terminal.ending() != null) {
      if (detached > terminal.keep(settings).toNanos()) {
        forget(terminal);
        LOG.log(Level.DEBUG, "Terminal forgotten on {0}", terminal.host());
      }
    } else if (detached > terminal.grace(settings).toNanos()) {
      abandon(terminal);
    } else {
      terminal.tick(settings, now);
    }
  }

  /** One connection's fault must not stop the clock of all others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A terminal's clock failed", e);
    }
  }
}
