package fairlead.admission;

import fairlead.access.Person;
import fairlead.concurrent.PeriodicTask;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Periodically asks the policy again about everything that is open, and ends what is no longer
 * allowed.
 */
public final class Rechecks {
  private static final Log LOG = Log.of(Rechecks.class);

  private final Supplier<? extends Iterable<? extends Admitted>> open;
  private final Admissions admissions;
  private final Function<Person, Optional<Person>> again;
  private final PeriodicTask task;

  /**
   * The first round is due one interval after the construction.
   *
   * @param open supplies what is open at the time of a round
   * @param again looks up a person's current groups and roles; empty if they have none left. May
   *     block
   */
  public Rechecks(
      Supplier<? extends Iterable<? extends Admitted>> open,
      Admissions admissions,
      Function<Person, Optional<Person>> again,
      Duration interval,
      ThreadFactory threads) {
    this.open = open;
    this.admissions = admissions;
    this.again = again;
    task = new PeriodicTask(this::round, interval, threads);
  }

  /** Starts a round if one is due. */
  public void tick(long now) {
    task.tick(now);
  }

  /**
   * Looks up each person once and rechecks everything that is open. If a host is missing from its
   * list, the next round comes after {@link Admission#GONE_AFTER} already.
   */
  void round() {
    Map<Person, Optional<Person>> people = new HashMap<>();
    boolean missing = false;
    for (Admitted one : open.get()) {
      try {
        recheck(one, people.computeIfAbsent(one.admission().person(), again));
      } catch (RuntimeException e) {
        // A failure with one must not leave the others unchecked.
        LOG.log(Level.WARNING, "Whether " + one.admission().host() + " may stay open", e);
      }
      missing |= one.admission().missing();
    }
    if (missing) {
      task.soon(Admission.GONE_AFTER);
    }
  }

  private void recheck(Admitted one, Optional<Person> now) {
    Admission admission = one.admission();
    try {
      if (now.isEmpty()) {
        throw AdmissionLog.ended(
            admission,
            NotAdmitted.Reason.PERSON,
            "you may no longer use this server. Ask an administrator.");
      }
      admissions.again(now.get(), admission);
      one.renewed();
    } catch (NotAdmitted refused) {
      one.end(refused);
    }
  }
}
