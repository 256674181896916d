package fairlead.terminal;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.access.SignedOut;
import fairlead.health.Draining;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.ssh.Conversation;
import fairlead.ssh.Shell;
import fairlead.ssh.Shells;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All terminals of this server, and the connections that look at them. */
@ApplicationScoped
@ManagedThreadFactoryDefinition(name = "java:app/concurrent/terminals", virtual = true)
public class Terminals {
  private static final Logger LOG = Logger.getLogger(Terminals.class.getName());

  @Inject Hosts hosts;
  @Inject Shells shells;
  @Inject TerminalSettings settings;
  @Inject Draining draining;

  @Resource(lookup = "java:app/concurrent/terminals")
  ManagedThreadFactory threads;

  @Resource ManagedScheduledExecutorService scheduler;

  private final Map<String, Terminal> terminals = new ConcurrentHashMap<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> opening = new ConcurrentHashMap<>();
  private ScheduledFuture<?> ticking;
  private volatile boolean stopping;

  @PostConstruct
  void start() {
    ticking = scheduler.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    ticking.cancel(false);
    connections.forEach(one -> one.refuse(Failure.GOING_AWAY, Failure.GOING_AWAY.sentence()));
    terminals.values().forEach(one -> one.end(Ending.of(Ending.Reason.DRAIN)));
    terminals.clear();
  }

  void opened(Connection connection) {
    connections.add(connection);
  }

  void closed(Connection connection) {
    connections.remove(connection);
  }

  void openDefault(Connection connection, Conversation conversation) throws Refused {
    Host host =
        hosts
            .first()
            .orElseThrow(
                () -> new Refused(Failure.NO_SUCH_HOST, "No host is configured on this server."));
    open(connection, host, new Size(80, 24), conversation);
  }

  void open(Connection connection, String name, Size size, Conversation conversation)
      throws Refused {
    Host host = hosts.find(name).orElseThrow(() -> new Refused(Failure.NO_SUCH_HOST));
    open(connection, host, size, conversation);
  }

  private void open(Connection connection, Host host, Size size, Conversation conversation)
      throws Refused {
    Person person = connection.person();
    if (stopping || draining.begun()) {
      throw new Refused(Failure.DRAINING);
    }
    if (!person.roles().contains(Role.OPERATOR) && !person.roles().contains(Role.ADMIN)) {
      throw new Refused(Failure.NOT_ALLOWED, "Opening a terminal needs the role operator.");
    }
    reserve(person);
    Terminal terminal =
        new Terminal(person, host.name(), size, !connection.plain(), settings.limits(), threads);
    if (connection.plain()) {
      connection.show(terminal);
    }
    threads.newThread(() -> connect(connection, terminal, host, size, conversation)).start();
  }

  /** Runs on a thread of its own: connecting takes as long as the host and the person take. */
  private void connect(
      Connection connection, Terminal terminal, Host host, Size size, Conversation conversation) {
    try {
      Shell shell = shells.open(host.destination(), size, conversation, terminal);
      terminal.started(shell);
      if (!connection.show(terminal)) {
        terminal.end(Ending.of(Ending.Reason.CLOSED));
        return;
      }
      terminals.put(terminal.id(), terminal);
      LOG.log(
          Level.INFO,
          "Terminal opened on {0} by {1}",
          new Object[] {host.name(), connection.person().name()});
      greet(connection, terminal, size);
    } catch (SshException e) {
      terminal.end(Ending.of(Ending.Reason.CLOSED));
      LOG.log(Level.INFO, "Terminal on {0} refused: {1}", new Object[] {host.name(), e.reason()});
      connection.refuse(Failure.of(e.reason()), e.getMessage());
    } catch (Refused e) {
      connection.refuse(e.failure(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Opening a terminal on " + host.name() + " failed", e);
      connection.refuse(Failure.FAULT, Failure.FAULT.sentence());
    } finally {
      release(connection.person());
    }
  }

  private void greet(Connection connection, Terminal terminal, Size size) throws Refused {
    if (connection.plain()) {
      terminal.attach(
          connection.viewer(),
          0,
          size,
          at -> ServerMessage.plain("Connected to " + terminal.host() + "."));
    } else {
      String token = terminal.token().issue(connection.person().login());
      terminal.attach(
          connection.viewer(),
          0,
          size,
          at ->
              ServerMessage.opened(
                  terminal.id(), token, settings.node(), terminal.input().capacity()));
    }
    if (connection.isClosed()) {
      terminal.detach(connection.viewer());
    }
  }

  void attach(Connection connection, ClientMessage.Attach wish) throws Refused {
    Person person = connection.person();
    Terminal terminal = terminals.get(wish.terminal());
    // Somebody else's terminal is answered exactly like one that does not exist.
    if (terminal == null
        || !terminal.person().name().equals(person.name())
        || !terminal.token().redeem(wish.token(), person.login())) {
      throw new Refused(Failure.NO_SUCH_TERMINAL);
    }
    String token = terminal.token().issue(person.login());
    connection.show(terminal);
    terminal.attach(
        connection.viewer(),
        wish.output(),
        wish.size(),
        at -> ServerMessage.attached(token, terminal.host(), at, terminal.input().capacity()));
    if (connection.isClosed()) {
      terminal.detach(connection.viewer());
    }
  }

  /** How many there are, also of those that nobody looks at. */
  int count() {
    return terminals.size();
  }

  /** Tells everybody who looks at a terminal. */
  void sayAll(String message) {
    terminals.values().forEach(one -> one.say(message));
  }

  /** Ends all that still run; their output is sent first. */
  void drain() {
    terminals.values().forEach(one -> one.end(Ending.of(Ending.Reason.DRAIN)));
  }

  /** Whether none runs, and whoever looked at one was given all of its output. */
  boolean allOver() {
    return opening.isEmpty()
        && terminals.values().stream().allMatch(one -> one.ending() != null && !one.attached());
  }

  /** This person's own terminals that run or have something left to show. */
  List<Terminal> of(Person person) {
    return terminals.values().stream()
        .filter(one -> one.person().name().equals(person.name()) && one.ending() == null)
        .sorted((a, b) -> a.openedAt().compareTo(b.openedAt()))
        .toList();
  }

  /** This person's own terminal of this name. */
  Optional<Terminal> find(Person person, String id) {
    return Optional.ofNullable(terminals.get(id))
        .filter(one -> one.person().name().equals(person.name()));
  }

  void signedOut(@Observes SignedOut event) {
    for (Connection connection : connections) {
      if (connection.person().login().equals(event.login())) {
        connection.refuse(Failure.NOT_SIGNED_IN, Failure.NOT_SIGNED_IN.sentence());
      }
    }
    if (event.byPerson()) {
      for (Terminal terminal : terminals.values()) {
        if (terminal.person().login().equals(event.login())) {
          terminal.end(Ending.of(Ending.Reason.CLOSED));
        }
      }
    }
  }

  private void reserve(Person person) throws Refused {
    AtomicInteger count = opening.computeIfAbsent(person.name(), name -> new AtomicInteger());
    int mine = count.incrementAndGet() + of(person).size();
    if (mine > settings.perPerson() || terminals.size() >= settings.overall()) {
      count.decrementAndGet();
      throw new Refused(
          Failure.TOO_MANY,
          mine > settings.perPerson()
              ? "You have " + (mine - 1) + " terminals, as many as you may. End one first."
              : "This server has as many terminals as it takes.");
    }
  }

  private void release(Person person) {
    opening.computeIfPresent(
        person.name(), (name, count) -> count.decrementAndGet() == 0 ? null : count);
  }

  private void tick() {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      guarded(() -> connection.tick(now));
    }
    for (Terminal terminal : terminals.values()) {
      guarded(() -> tick(terminal, now));
    }
  }

  private void tick(Terminal terminal, long now) {
    long detached = terminal.detachedFor(now);
    long grace = settings.grace(terminal.person().roles()).toNanos();
    if (terminal.ending() != null) {
      long keep = terminal.delivered() ? settings.limits().hold().toNanos() : grace;
      if (detached > keep) {
        terminals.remove(terminal.id());
        LOG.log(Level.FINE, "Terminal forgotten on {0}", terminal.host());
      }
    } else if (detached > grace) {
      terminal.end(Ending.of(Ending.Reason.CLOSED));
      terminals.remove(terminal.id());
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
