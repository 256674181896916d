package fairlead.terminal;

import fairlead.access.Person;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Asks again and again whether the terminals that run may go on, those too that nobody looks at;
 * ends those that may not.
 */
final class Rechecks {
  private static final Logger LOG = System.getLogger(Rechecks.class.getName());

  private final TerminalList terminals;
  private final Admissions admissions;
  private final Function<Person, Optional<Person>> again;
  private final long interval;
  private final ThreadFactory threads;
  private final AtomicBoolean running = new AtomicBoolean();
  private long next;

  /**
   * @param again looks at a person anew; empty when they may nothing any more. It may wait
   */
  Rechecks(
      TerminalList terminals,
      Admissions admissions,
      Function<Person, Optional<Person>> again,
      Duration interval,
      ThreadFactory threads) {
    this.terminals = terminals;
    this.admissions = admissions;
    this.again = again;
    this.interval = interval.toNanos();
    this.threads = threads;
    next = System.nanoTime() + this.interval;
  }

  /** Begins a round when it is time, on a thread of its own: a registry may be slow. */
  void tick(long now) {
    if (now - next >= 0 && running.compareAndSet(false, true)) {
      next = now + interval;
      boolean begun = false;
      try {
        threads.newThread(this::run).start();
        begun = true;
      } finally {
        running.compareAndSet(!begun, false);
      }
    }
  }

  private void run() {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The terminals' permissions could not be looked at again", e);
    } finally {
      running.set(false);
    }
  }

  /** Looks at each terminal once, and at each person once. */
  void round() {
    Map<Person, Optional<Person>> people = new HashMap<>();
    for (Terminal terminal : terminals.opened()) {
      if (terminal.ending() == null) {
        Optional<Person> now = people.computeIfAbsent(terminal.person(), again);
        ending(now, terminal.admission()).ifPresent(why -> end(terminal, why));
      }
    }
  }

  private Optional<Ending> ending(Optional<Person> now, Admission admission) {
    return now.isEmpty()
        ? Optional.of(Ending.of(Ending.Reason.NOT_ALLOWED))
        : admissions.again(now.get(), admission);
  }

  private static void end(Terminal terminal, Ending why) {
    LOG.log(Level.INFO, "{0} may not use {1} any more", terminal.person().name(), terminal.host());
    terminal.end(why);
  }
}
