package fairlead.drain;

import fairlead.admission.Unfinished;
import fairlead.concurrent.Scheduler;
import fairlead.health.Draining;
import fairlead.telemetry.Log;
import fairlead.terminal.ServerMessage;
import fairlead.terminal.Terminals;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Takes this server out of service: it is no longer ready, opens no new terminals, tells viewers
 * how long they have, and then ends all terminals after their output was sent. File transfers have
 * the same time to finish.
 */
@ApplicationScoped
public class Drain {
  private static final Log LOG = Log.of(Drain.class);

  /** Seconds between two notices. They are repeated for pages that attach in between. */
  private static final long REMIND = 10;

  private Draining draining;
  private Terminals terminals;
  private Scheduler scheduler;
  private Instance<Unfinished> transfers;

  private Future<?> ticking;
  private long end;

  /** For the CDI container. */
  protected Drain() {}

  @Inject
  Drain(
      Draining draining,
      Terminals terminals,
      Scheduler scheduler,
      @Any Instance<Unfinished> transfers) {
    this.draining = draining;
    this.terminals = terminals;
    this.scheduler = scheduler;
    this.transfers = transfers;
  }

  /**
   * Begins to drain, or changes the remaining time.
   *
   * @param time until the terminals end; zero: at once
   */
  synchronized void begin(Duration time) {
    draining.begin();
    end = System.nanoTime() + time.toNanos();
    LOG.log(
        Level.INFO, "Draining: {0} terminals end in {1} s", terminals.count(), time.toSeconds());
    if (ticking == null) {
      ticking = scheduler.every(Duration.ofSeconds(1), this::tick);
    }
    tell(time.toSeconds());
  }

  /** Seconds until the terminals end; 0 if they have been ended or the server is not draining. */
  synchronized long secondsLeft() {
    return ticking == null ? 0 : Math.max(0, secondsUntilEnd());
  }

  /** Number of file transfers under way. */
  int transfers() {
    return transfers.stream().mapToInt(Unfinished::count).sum();
  }

  /**
   * Whether every terminal has ended, all output was given to its viewers, and no transfer is under
   * way or the time is over.
   */
  boolean over() {
    return draining.begun() && terminals.allOver() && (transfers() == 0 || secondsLeft() == 0);
  }

  /** Whether the drain time ended at least this long ago. */
  synchronized boolean ended(Duration ago) {
    return System.nanoTime() - end > ago.toNanos();
  }

  private synchronized void tick() {
    long left = secondsUntilEnd();
    if (left <= 0) {
      // Repeated every second, because a terminal that was being opened may have started since.
      terminals.drain();
      transfers.forEach(Unfinished::end);
    } else if (left % REMIND == 0) {
      tell(left);
    }
  }

  private long secondsUntilEnd() {
    // Rounded up, so that a person is not told 0 s while time is left.
    return Math.floorDiv(end - System.nanoTime() + 999_999_999L, 1_000_000_000L);
  }

  private void tell(long seconds) {
    terminals.sayAll(
        ServerMessage.notice(
            "draining",
            "This server is being taken out of service. This terminal ends in " + seconds + " s.",
            seconds));
  }

  @PreDestroy
  synchronized void stop() {
    if (ticking != null) {
      ticking.cancel(false);
    }
  }
}
