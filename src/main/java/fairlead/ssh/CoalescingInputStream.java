package fairlead.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What comes from a host's socket, read in as large pieces as there are: JSch asks for a packet's
 * first block, then for its rest, which would be two system calls each.
 *
 * <p>The receiver of the shell's output is told before this waits for more, so that a burst of
 * packets leaves as one frame and the last of them at once. The buffer is as large as the bursts:
 * an idle terminal has a small one.
 *
 * <p>In a flood this lets what comes next gather for a moment instead of waiting for the socket:
 * the wait would be over after one packet, and each of them costs several thread switches on a
 * virtual thread (docs/decisions/0006). What was read is on its way by then.
 */
final class CoalescingInputStream extends InputStream {
  /** Bytes: an echo, a prompt, and what most commands answer. */
  static final int SMALLEST = 1024;

  /** Bytes: as much as leaves in one frame (docs/PROTOCOL.md). */
  static final int LARGEST = 64 * 1024;

  private final InputStream from;
  private final Runnable quiet;
  private final long gatherNanos;
  private final LongConsumer sleep;
  private final LongSupplier clock;
  private final Flood flood = new Flood();
  private byte[] buffer = new byte[SMALLEST];
  private int next;
  private int end;

  /**
   * @param quiet told before more is waited for, when all that came was handed over
   * @param gather how long the next bytes of a flood gather; zero: not at all
   */
  CoalescingInputStream(InputStream from, Runnable quiet, Duration gather) {
    this(from, quiet, gather, LockSupport::parkNanos, System::nanoTime);
  }

  /**
   * @param sleep waits at most this number of nanoseconds
   * @param clock nanoseconds since any moment
   */
  CoalescingInputStream(
      InputStream from, Runnable quiet, Duration gather, LongConsumer sleep, LongSupplier clock) {
    this.from = from;
    this.quiet = quiet;
    gatherNanos = gather.toNanos();
    this.sleep = sleep;
    this.clock = clock;
  }

  @Override
  public int read() throws IOException {
    return next < end || fill() ? buffer[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > 0 && next == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(buffer, next, bytes, offset, count);
    next += count;
    return count;
  }

  @Override
  public int available() throws IOException {
    return end - next + from.available();
  }

  @Override
  public void close() throws IOException {
    from.close();
  }

  /** Waits for more; false at the end. What was in the buffer is used up. */
  private boolean fill() throws IOException {
    quiet.run();
    // A piece that filled the buffer has more behind it.
    if (end < buffer.length && flood.goesOn()) {
      sleep.accept(gatherNanos);
    }
    resize();
    long since = clock.getAsLong();
    int count = from.read(buffer, 0, buffer.length);
    flood.read(count, clock.getAsLong() - since);
    next = 0;
    end = Math.max(0, count);
    return count > 0;
  }

  /** Doubles after a piece that filled the buffer, halves after one that was lost in it. */
  private void resize() {
    if (end == buffer.length && end < LARGEST) {
      buffer = new byte[2 * buffer.length];
    } else if (end < buffer.length / 8 && buffer.length > SMALLEST) {
      buffer = new byte[buffer.length / 2];
    }
  }
}
