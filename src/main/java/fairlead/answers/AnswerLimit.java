package fairlead.answers;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits how many answers may be written at once, per client and overall. Writing an answer waits
 * when the client has not read the ones before.
 */
public final class AnswerLimit {
  private final int perClient;
  private final int overall;
  private final Map<String, Integer> written = new HashMap<>();
  private int all;

  /** With at least one answer per client. */
  public AnswerLimit(int perClient, int overall) {
    this.perClient = perClient;
    this.overall = overall;
  }

  /**
   * Counts an answer until {@link #end}.
   *
   * @return false if it must not be written
   */
  public synchronized boolean begin(String client) {
    int ofClient = written.getOrDefault(client, 0);
    if (ofClient >= perClient || all >= overall) {
      return false;
    }
    written.put(client, ofClient + 1);
    all++;
    return true;
  }

  /** The answer was written, or the client is gone. */
  public synchronized void end(String client) {
    written.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    all--;
  }
}
