package fairlead.admission;

import fairlead.access.PeriodicTask;
import fairlead.access.Person;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks again and again whether what is open may go on, and ends what may not. */
public final class Rechecks {
  private static final Log LOG = Log.of(Rechecks.class);

  private final Supplier<? extends Iterable<? extends Admitted>> open;
  private final Admissions admissions;
  private final Function<Person, Optional<Person>> again;
  private final PeriodicTask task;

  /**
   * Begins to count: the first round is due after one interval.
   *
   * @param open what is open now
   * @param again looks at a person anew; empty when they may nothing any more. It may wait
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

  /** Begins a round when it is time. */
  public void tick(long now) {
    task.tick(now);
  }

  /**
   * Looks at each person once, and at each thing that is open. A host that is missing from its list
   * is looked for again as soon as it may be gone.
   */
  public void round() {
    Map<Person, Optional<Person>> people = new HashMap<>();
    boolean missing = false;
    for (Admitted one : open.get()) {
      try {
        recheck(one, people.computeIfAbsent(one.admission().person(), again));
      } catch (RuntimeException e) {
        // One fault must not keep all others open.
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
