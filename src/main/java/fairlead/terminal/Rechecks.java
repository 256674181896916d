package fairlead.terminal;

import fairlead.access.Person;
import fairlead.access.Rounds;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Asks again and again whether the terminals that run may go on, those too that nobody looks at;
 * ends those that may not.
 */
final class Rechecks {
  private static final Log LOG = Log.of(Rechecks.class);

  private final TerminalList terminals;
  private final Admissions admissions;
  private final Function<Person, Optional<Person>> again;
  private final Rounds rounds;

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
    rounds = new Rounds(this::round, interval, threads);
  }

  void tick(long now) {
    rounds.tick(now);
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
