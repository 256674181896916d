package fairlead.ssh;

import fairlead.telemetry.Log;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs what is due later: deadlines, and the terminals' second.
 *
 * <p>Not the server's own scheduler: Liberty 26.0.0.5 keeps the last twenty or so tasks after they
 * have run or were cancelled, and with them a terminal each and, after a redeployment, the classes
 * of the application that is gone.
 */
@ApplicationScoped
public class Scheduler {
  private static final Log LOG = Log.of(Scheduler.class);

  /** A second one, so that a socket that is slow to close delays nobody's deadline. */
  private static final int THREADS = 2;

  @Resource(lookup = "java:app/concurrent/terminals")
  ThreadFactory threads;

  private ScheduledThreadPoolExecutor executor;

  /** One that is in no container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  public static Scheduler of(ThreadFactory threads) {
    Scheduler scheduler = new Scheduler();
    scheduler.threads = threads;
    scheduler.start();
    return scheduler;
  }

  @PostConstruct
  void start() {
    executor = new ScheduledThreadPoolExecutor(THREADS, threads);
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Whatever is still due is dropped, and nothing more is taken. */
  @PreDestroy
  public void stop() {
    executor.shutdownNow();
  }

  /**
   * Runs this again and again, the first time after one interval. What it throws goes to the log
   * and does not stop it.
   *
   * @param interval from the end of one run to the next
   */
  public Future<?> every(Duration interval, Runnable work) {
    return executor.scheduleWithFixedDelay(
        () -> guarded(work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  // Errors too, such as that no thread can be made: the executor would drop the work for good.
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
