package fairlead.concurrent;

import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a task at an interval, never two rounds at a time. Each round has a new thread, because it
 * may block, for example on a slow registry.
 */
public final class PeriodicTask {
  private static final Log LOG = Log.of(PeriodicTask.class);

  private final Runnable round;
  private final long interval;
  private final ThreadFactory threads;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long next;

  /** The first round is due one interval after the construction. */
  public PeriodicTask(Runnable round, Duration interval, ThreadFactory threads) {
    this.round = round;
    this.interval = interval.toNanos();
    this.threads = threads;
    next = System.nanoTime() + this.interval;
  }

  /**
   * Starts a round if one is due; called by a timer.
   *
   * @param now as of {@link System#nanoTime}
   */
  public void tick(long now) {
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

  /** Makes the next round due after this time, at most one interval, from now. */
  public void soon(Duration wait) {
    next = System.nanoTime() + Math.min(wait.toNanos(), interval);
  }

  private void run() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A periodic task failed", e);
    } finally {
      running.set(false);
    }
  }
}
