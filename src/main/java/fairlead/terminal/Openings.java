package fairlead.terminal;

import fairlead.admission.Admission;
import fairlead.admission.Admissions;
import fairlead.admission.NotAdmitted;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.Interaction;
import fairlead.ssh.Prompt;
import fairlead.ssh.Shell;
import fairlead.ssh.Size;
import fairlead.ssh.SshException;
import fairlead.telemetry.Log;
import io.opentelemetry.context.Scope;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Opens terminals: asks for admission, waits for a turn, connects, and attaches the connection. */
final class Openings {
  private static final Log LOG = Log.of(Openings.class);

  /** Asks for the admission. */
  interface Entrance {
    Admission admit() throws NotAdmitted;
  }

  private final TerminalList terminals;
  private final Admissions admissions;
  private final TerminalSettings settings;
  private final TerminalTelemetry telemetry;
  private final HostConcurrencyLimiter limiter;
  private final ThreadFactory threads;
  private final Consumer<Terminal> forget;
  private final Set<PendingOpening> pending = ConcurrentHashMap.newKeySet();

  /**
   * @param forget called for a terminal that is to be removed
   */
  Openings(
      TerminalList terminals,
      Admissions admissions,
      TerminalSettings settings,
      TerminalTelemetry telemetry,
      ThreadFactory threads,
      Consumer<Terminal> forget) {
    this.terminals = terminals;
    this.admissions = admissions;
    this.settings = settings;
    this.telemetry = telemetry;
    this.threads = threads;
    this.forget = forget;
    limiter =
        new HostConcurrencyLimiter(
            settings.openingsPerHost(),
            settings.openingsWaiting(),
            settings.openingsWait(),
            telemetry.metrics());
  }

  /** The openings under way. */
  Set<PendingOpening> pending() {
    return pending;
  }

  /** Starts to open a terminal for a connection; the rest runs on a new thread. */
  void open(Connection connection, Entrance entrance, Size size, Interaction interaction)
      throws Refused {
    TerminalTrace trace = telemetry.opening(connection);
    try {
      Admission admission = admitted(entrance, trace);
      trace.host(admission.host());
      begin(connection, admission, size, interaction, trace);
    } catch (Refused e) {
      telemetry.metrics().refused(e.label());
      trace.refused(e.failure());
      throw e;
    }
  }

  @SuppressWarnings("try") // a scope is there to be closed
  private static Admission admitted(Entrance entrance, TerminalTrace trace) throws Refused {
    try (Scope scope = trace.context().makeCurrent()) {
      return entrance.admit();
    }
  }

  private void begin(
      Connection connection,
      Admission admission,
      Size size,
      Interaction interaction,
      TerminalTrace trace)
      throws Refused {
    Terminal terminal =
        new Terminal(admission, size, !connection.plain(), settings.limits(), threads, trace);
    terminals.reserve(terminal);
    PendingOpening opening = new PendingOpening(connection, terminal);
    pending.add(opening);
    boolean begun = false;
    try {
      if (connection.plain()) {
        connection.show(terminal);
      }
      Runnable connecting = trace.context().wrap(() -> connect(opening, size, interaction));
      threads.newThread(connecting).start();
      begun = true;
    } finally {
      if (!begun) {
        abandon(opening);
      }
    }
  }

  /** Runs on its own thread, because it blocks while the host connects and the person answers. */
  private void connect(PendingOpening opening, Size size, Interaction interaction) {
    Connection connection = opening.connection();
    Terminal terminal = opening.terminal();
    TerminalTrace trace = terminal.trace();
    String host = terminal.host();
    boolean shown = false;
    try {
      Shell shell = shell(connection, terminal, size, interaction);
      terminal.started(shell);
      // The rules or the host's entry may have changed while the connection was opened.
      admissions.again(terminal.person(), terminal.admission());
      trace.opened();
      if (connection.show(terminal)) {
        terminals.opened(terminal);
        pending.remove(opening);
        LOG.log(
            Level.INFO,
            "Terminal {0} opened on {1} by {2}",
            trace.session(),
            host,
            connection.person().name());
        greet(connection, terminal, size);
        shown = true;
      }
    } catch (SshException e) {
      if (e.reason() == SshException.Reason.ADDRESS_REFUSED) {
        telemetry.metrics().refused("address");
      }
      trace.failed(e.reason());
      LOG.log(Level.INFO, "Terminal on {0} refused: {1}", host, why(connection, e));
      connection.refuse(Failure.of(e.reason()), e.getMessage());
    } catch (Refused e) {
      telemetry.metrics().refused(e.label());
      trace.refused(e.failure());
      connection.refuse(e.failure(), e.getMessage());
    } catch (RuntimeException e) {
      trace.failed(e);
      LOG.log(Level.WARNING, "Opening a terminal on " + host + " failed", e);
      connection.refuse(Failure.FAULT, Failure.FAULT.sentence());
    } finally {
      if (!shown) {
        abandon(opening);
      }
    }
  }

  /** For the log: what ended the connection also cancels its opening. */
  private static String why(Connection connection, SshException failure) {
    if (failure.reason() != SshException.Reason.CANCELLED) {
      return failure.reason().toString();
    }
    return connection
        .refusal()
        .map(Failure::toString)
        .orElse(
            connection.left() ? "the client left" : "cancelled by " + connection.person().name());
  }

  private Shell shell(Connection connection, Terminal terminal, Size size, Interaction interaction)
      throws Refused, SshException {
    Admission admission = terminal.admission();
    HostConcurrencyLimiter.Turn turn =
        limiter.await(
            admission.machine(),
            terminal.host(),
            (ahead, leave) -> {
              connection.say("waiting", waiting(terminal.host(), ahead));
              interaction.cancellation().onCancel(leave);
            });
    try {
      return admissions.shell(
          admission,
          size,
          terminal.trace().session(),
          interaction.withPrompter(prompt -> askAfter(turn, interaction, prompt)),
          terminal);
    } finally {
      turn.end();
    }
  }

  /**
   * Ends the turn at the first question to the person: by then the host has done the costly part,
   * and the answer may take minutes.
   */
  private static char[][] askAfter(
      HostConcurrencyLimiter.Turn turn, Interaction interaction, Prompt prompt)
      throws SshException {
    turn.end();
    return interaction.prompter().ask(prompt);
  }

  private static String waiting(String host, int ahead) {
    return "%s is busy. People waiting before you: %d.".formatted(host, ahead + 1);
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

  /** Ends and removes the terminal, and its shell if it has one. */
  private void abandon(PendingOpening opening) {
    pending.remove(opening);
    opening.terminal().end(Ending.of(Ending.Reason.CLOSED));
    forget.accept(opening.terminal());
  }
}
