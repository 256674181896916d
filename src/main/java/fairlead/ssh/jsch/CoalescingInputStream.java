package fairlead.ssh.jsch;

import static fairlead.ssh.FlowControl.READ_LEAST;
import static fairlead.ssh.FlowControl.READ_MOST;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Reads from a host's socket in pieces as large as possible: JSch reads a packet's first block and
 * then its rest, which would be two system calls for each packet.
 *
 * <p>The receiver of the shell's output is notified before this waits for more, so that a burst of
 * packets is sent as one frame, without delay. The buffer adapts to the size of the bursts and is
 * small for an idle terminal.
 *
 * <p>In a flood this pauses for a moment before the next read, so that more bytes gather: a
 * blocking read would return after one packet, and each such wait costs several thread switches on
 * a virtual thread (docs/decisions/0006). The bytes read before are already being sent by then.
 */
final class CoalescingInputStream extends InputStream {
  private final InputStream from;
  private final Runnable quiet;
  private final long gatherNanos;
  private final LongConsumer sleep;
  private final LongSupplier clock;
  private final Flood flood = new Flood();
  private byte[] buffer = new byte[READ_LEAST];
  private int next;
  private int end;

  /**
   * @param quiet called when all received bytes were handed over, before waiting for more
   * @param gather pause in which the next bytes of a flood gather; zero for none
   */
  CoalescingInputStream(InputStream from, Runnable quiet, Duration gather) {
    this(from, quiet, gather, LockSupport::parkNanos, System::nanoTime);
  }

  /**
   * @param sleep waits at most this number of nanoseconds
   * @param clock nanoseconds since an arbitrary moment
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

  /** Waits for more bytes once the buffer is used up; false at the end of the stream. */
  private boolean fill() throws IOException {
    quiet.run();
    // After a read that filled the buffer, the socket probably has more.
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

  /**
   * Doubles the buffer after a read that filled it; halves it after one that filled less than an
   * eighth.
   */
  private void resize() {
    if (end == buffer.length && end < READ_MOST) {
      buffer = new byte[2 * buffer.length];
    } else if (end < buffer.length / 8 && buffer.length > READ_LEAST) {
      buffer = new byte[buffer.length / 2];
    }
  }
}
