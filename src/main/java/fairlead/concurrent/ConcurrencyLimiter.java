package fairlead.concurrent;

import java.util.HashMap;
import java.util.Map;

/** Limits how many things may be under way at once, per key. */
public final class ConcurrencyLimiter {
  private final int most;
  private final Map<String, Integer> taken = new HashMap<>();

  /**
   * @param most permits per key, at least 1
   */
  public ConcurrencyLimiter(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: " + most + " (expected: at least 1)");
    }
    this.most = most;
  }

  /**
   * Takes a permit.
   *
   * @return false if all permits of this key are taken
   */
  public synchronized boolean take(String key) {
    int now = taken.getOrDefault(key, 0);
    if (now >= most) {
      return false;
    }
    taken.put(key, now + 1);
    return true;
  }

  /** Gives a permit back. */
  public synchronized void give(String key) {
    taken.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }
}
