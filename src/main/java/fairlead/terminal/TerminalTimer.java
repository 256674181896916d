package fairlead.terminal;

import fairlead.admission.Rechecks;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.function.Consumer;

/** Runs once a second: checks the deadlines of connections and terminals, and starts rechecks. */
final class TerminalTimer {
  private static final Log LOG = Log.of(TerminalTimer.class);

  private final Collection<Connection> connections;
  private final ClosingSockets closing;
  private final TerminalList terminals;
  private final TerminalSettings settings;
  private final Rechecks rechecks;
  private final Consumer<Terminal> forget;

  /**
   * @param connections the open connections; read at each run
   * @param closing those that are being closed
   * @param forget called for a terminal that is to be removed
   */
  TerminalTimer(
      Collection<Connection> connections,
      ClosingSockets closing,
      TerminalList terminals,
      TerminalSettings settings,
      Rechecks rechecks,
      Consumer<Terminal> forget) {
    this.connections = connections;
    this.closing = closing;
    this.terminals = terminals;
    this.settings = settings;
    this.rechecks = rechecks;
    this.forget = forget;
  }

  /** What must be done even while {@link #tick} waits for a socket. */
  void watch() {
    long now = System.nanoTime();
    closing.tick(now);
    for (Connection connection : connections) {
      guarded(() -> connection.watch(now));
    }
  }

  void tick() {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      guarded(() -> connection.tick(now));
    }
    for (Terminal terminal : terminals.opened()) {
      guarded(() -> tick(terminal, now));
    }
    guarded(() -> rechecks.tick(now));
  }

  private void tick(Terminal terminal, long now) {
    long detached = terminal.output().detachedFor(now);
    if (terminal.ending() != null) {
      if (detached > terminal.keep(settings).toNanos()) {
        forget.accept(terminal);
        LOG.log(Level.DEBUG, "Terminal forgotten on {0}", terminal.host());
      }
    } else if (detached > terminal.grace(settings).toNanos()) {
      terminal.end(Ending.of(Ending.Reason.CLOSED));
      forget.accept(terminal);
    } else {
      terminal.tick(settings, now);
    }
  }

  /** A failure with one connection must not stop the timer for all others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The periodic check of a terminal failed", e);
    }
  }
}
