package fairlead.concurrent;

import fairlead.telemetry.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs delayed and periodic tasks: deadlines, and the terminals' check once a second.
 *
 * <p>Not the server's own scheduler: Liberty 26.0.0.5 keeps about the last twenty tasks after they
 * have run or were cancelled. Each of them keeps a terminal in memory and, after a redeployment,
 * the classes of the previous application.
 */
@ApplicationScoped
public class Scheduler {
  private static final Log LOG = Log.of(Scheduler.class);

  /** Two, so that a socket that is slow to close does not delay other deadlines. */
  private static final int THREADS = 2;

  private ScheduledThreadPoolExecutor executor;

  /** For the CDI container. */
  protected Scheduler() {}

  @Inject
  public Scheduler(@Managed ThreadFactory threads) {
    executor = new ScheduledThreadPoolExecutor(THREADS, threads);
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Drops all pending tasks and accepts no new ones. */
  @PreDestroy
  public void stop() {
    executor.shutdownNow();
  }

  /**
   * Runs the work periodically, the first time after one interval. What it throws is logged and
   * does not stop it.
   *
   * @param interval from the end of one run to the next
   */
  public Future<?> every(Duration interval, Runnable work) {
    return executor.scheduleWithFixedDelay(
        () -> guarded(work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  // Errors too, such as when no thread can be created: the executor would never run the work again.
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A periodic task failed", e);
    }
  }

  public ScheduledExecutorService executor() {
    return executor;
  }
}
