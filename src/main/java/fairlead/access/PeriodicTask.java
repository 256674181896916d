package fairlead.access;

import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks again and again whether what is open may go on: a round every interval, one at a time, each
 * on a thread of its own, because a registry may be slow.
 */
public final class PeriodicTask {
  private static final Log LOG = Log.of(PeriodicTask.class);

  private final Runnable round;
  private final long interval;
  private final ThreadFactory threads;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long next;

  /** Begins to count: the first round is due after one interval. */
  public PeriodicTask(Runnable round, Duration interval, ThreadFactory threads) {
    this.round = round;
    this.interval = interval.toNanos();
    this.threads = threads;
    next = System.nanoTime() + this.interval;
  }

  /**
   * Begins a round when it is time.
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

  /** Has the next round begin this long after now, instead of after the whole interval. */
  public void soon(Duration wait) {
    next = System.nanoTime() + Math.min(wait.toNanos(), interval);
  }

  private void run() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Permissions could not be checked again", e);
    } finally {
      running.set(false);
    }
  }
}
