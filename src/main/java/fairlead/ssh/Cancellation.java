package fairlead.ssh;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells those who work for a person that the result is not wanted any more, so that they stop
 * instead of waiting for a host or an answer.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /**
   * Registers what to do.
   *
   * @param action run at most once, on the thread that cancels, after those that were registered
   *     before; at once if this is cancelled already. Must not block
   */
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Removes what was registered and has not been run. */
  public synchronized void forget(Runnable action) {
    actions.remove(action);
  }

  /** Runs what was registered; only the first call has an effect. */
  public void cancel() {
    List<Runnable> now;
    synchronized (this) {
      cancelled = true;
      now = List.copyOf(actions);
      actions.clear();
    }
    now.forEach(Runnable::run);
  }

  public synchronized boolean cancelled() {
    return cancelled;
  }
}
