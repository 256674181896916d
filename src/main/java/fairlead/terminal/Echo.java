package fairlead.terminal;

import io.opentelemetry.context.Context;

/**
 * Measures the time from a key to the next output, for at most one key per second to keep the cost
 * negligible.
 */
final class Echo {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  /** Later output is not an echo: it follows a silent command or a password. */
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private final TerminalMetrics metrics;
  private final Context opening;
  private volatile long sinceNanos;
  private long lastNanos;

  Echo(TerminalMetrics metrics, Context opening) {
    this.metrics = metrics;
    this.opening = opening;
    lastNanos = System.nanoTime() - PAUSE_NANOS;
  }

  /** Called when input arrives, always by the socket's single reader. */
  void typed(long now) {
    if (sinceNanos == 0 && now - lastNanos >= PAUSE_NANOS && !metrics.off()) {
      lastNanos = now;
      sinceNanos = now;
    }
  }

  /** Called when output is given to the socket, under the output's lock. */
  void sent(long now) {
    long since = sinceNanos;
    if (since != 0) {
      sinceNanos = 0;
      if (now - since <= LONGEST_NANOS) {
        metrics.echoed(now - since, opening);
      }
    }
  }
}
