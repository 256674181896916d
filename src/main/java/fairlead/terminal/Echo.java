package fairlead.terminal;

import io.opentelemetry.context.Context;

/**
 * How long a key takes to the output that follows it: measured of at most one key a second, so that
 * keys cost nothing.
 */
final class Echo {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  /** What comes later is no echo: a command that worked in silence, a password. */
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

  /** A key came in; always called by the socket's one reader. */
  void typed(long now) {
    if (sinceNanos == 0 && now - lastNanos >= PAUSE_NANOS && !metrics.off()) {
      lastNanos = now;
      sinceNanos = now;
    }
  }

  /** Output is handed to the socket; called under the terminal's lock. */
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
