package fairlead.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What comes from a host's socket, read in as large pieces as there are: JSch asks for a packet's
 * first block, then for its rest, which would be two system calls each.
 *
 * <p>Whoever takes the shell's output is told before this waits for more, so that a burst of
 * packets leaves as one frame and the last of them at once. The buffer is as large as the bursts:
 * an idle terminal has a small one.
 */
final class HostInput extends InputStream {
  /** Bytes: a packet of a PTY's output, whose line discipline hands out 4 KiB at most. */
  static final int SMALLEST = 4 * 1024;

  /** Bytes: as much as leaves in one frame (docs/PROTOCOL.md). */
  static final int LARGEST = 64 * 1024;

  private final InputStream from;
  private final Runnable quiet;
  private byte[] buffer = new byte[SMALLEST];
  private int next;
  private int end;

  /**
   * @param quiet told before more is waited for, when all that came was handed over
   */
  HostInput(InputStream from, Runnable quiet) {
    this.from = from;
    this.quiet = quiet;
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
    resize();
    int count = from.read(buffer, 0, buffer.length);
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
