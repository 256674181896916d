package fairlead.terminal;

import fairlead.ssh.Size;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Traces the window sizes sent to a terminal's host. Dragging a window produces dozens per second;
 * they become one span, which is made when the size has settled.
 */
final class Resizes {
  private static final AttributeKey<Long> COLUMNS =
      AttributeKey.longKey("fairlead.terminal.columns");
  private static final AttributeKey<Long> ROWS = AttributeKey.longKey("fairlead.terminal.rows");
  private static final AttributeKey<Long> COUNT = AttributeKey.longKey("fairlead.terminal.resizes");

  /** A size that has not changed for this time has settled. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<SpanBuilder> spans;
  private long count;
  private Size size;
  private Instant begun;
  private Instant ended;
  private long lastNanos;

  /**
   * @param spans begins the span of a terminal's resize
   */
  Resizes(Supplier<SpanBuilder> spans) {
    this.spans = spans;
  }

  /** Records that this size was sent to the host. */
  synchronized void told(Size next, long nanoTime) {
    ended = Instant.now();
    if (count++ == 0) {
      begun = ended;
    }
    size = next;
    lastNanos = nanoTime;
  }

  /** Makes the span if the size has settled. */
  synchronized void tick(long nanoTime) {
    if (nanoTime - lastNanos >= REST_NANOS) {
      flush();
    }
  }

  /** Makes the span of the sizes since the last span. */
  synchronized void flush() {
    if (count > 0) {
      spans
          .get()
          .setStartTimestamp(begun)
          .setAttribute(COLUMNS, (long) size.columns())
          .setAttribute(ROWS, (long) size.rows())
          .setAttribute(COUNT, count)
          .startSpan()
          .end(ended);
      count = 0;
    }
  }
}
