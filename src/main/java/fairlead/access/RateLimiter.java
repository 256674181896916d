package fairlead.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Limits events per key within a time window. Beyond its capacity it forgets the least recently
 * used key, so that its memory is bounded.
 */
final class RateLimiter {
  static final int CAPACITY = 10_000;

  private static final class Window {
    private final long began;
    private int count;

    private Window(long began) {
      this.began = began;
    }
  }

  private final int limit;
  private final long window;
  private final LongSupplier nanoTime;
  private final Map<String, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > CAPACITY;
        }
      };

  RateLimiter(int limit, Duration window, LongSupplier nanoTime) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: at least 1)");
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window: " + window + " (expected: more than 0)");
    }
    this.limit = limit;
    this.window = window.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Time until the next event is allowed; zero if it is allowed now. */
  synchronized Duration wait(String key) {
    Window open = open(key);
    return open == null || open.count < limit
        ? Duration.ZERO
        : Duration.ofNanos(open.began + window - nanoTime.getAsLong());
  }

  synchronized void add(String key) {
    Window open = open(key);
    if (open == null) {
      open = new Window(nanoTime.getAsLong());
      windows.put(key, open);
    }
    open.count++;
  }

  /** Counts an event if it is allowed; false if it is not. */
  synchronized boolean tryAdd(String key) {
    boolean allowed = wait(key).isZero();
    if (allowed) {
      add(key);
    }
    return allowed;
  }

  /** Takes one counted event back. */
  synchronized void subtract(String key) {
    Window open = open(key);
    if (open != null && open.count > 0) {
      open.count--;
    }
  }

  synchronized void forget(String key) {
    windows.remove(key);
  }

  private Window open(String key) {
    Window found = windows.get(key);
    if (found != null && nanoTime.getAsLong() - found.began >= window) {
      windows.remove(key);
      return null;
    }
    return found;
  }
}
