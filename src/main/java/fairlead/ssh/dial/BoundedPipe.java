package fairlead.ssh.dial;

import fairlead.ssh.Link;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded pipe into which one thread writes and from which another reads: the input of a {@link
 * Link}. The buffer grows and shrinks with the unread bytes, since most links are idle most of the
 * time.
 *
 * <p>Not a {@link java.io.PipedInputStream}: that polls each second, has no timeout and treats the
 * end of the writing thread as a broken pipe.
 */
public final class BoundedPipe extends InputStream {
  private static final int SMALLEST = 4 * 1024;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private byte[] buffer = new byte[SMALLEST];
  private int next;
  private int count;
  private long timeoutNanos;
  private boolean ended;
  private IOException broken;

  /**
   * @param capacity unread bytes that the pipe holds, at least 4 KiB; {@link #put} waits while it
   *     is full
   */
  public BoundedPipe(int capacity) {
    this.capacity = Math.max(SMALLEST, capacity);
  }

  /**
   * Writes bytes, which are copied. Waits while the pipe is full.
   *
   * @throws IOException when the pipe is closed or has ended
   */
  public void put(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int put = 0;
    lock.lock();
    try {
      while (put < length) {
        while (count == capacity && !over()) {
          changed.awaitUninterruptibly();
        }
        if (over()) {
          throw broken != null ? broken : new IOException("Write after the end of the stream");
        }
        int some = Math.min(length - put, capacity - count);
        fit(count + some);
        append(bytes, offset + put, some);
        put += some;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Marks the end of the input; unread bytes can still be read. */
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link Link#timeout}. */
  public void timeout(int millis) {
    lock.lock();
    try {
      timeoutNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      awaitSome();
      if (count == 0) {
        return -1;
      }
      int some = Math.min(length, count);
      int first = Math.min(some, buffer.length - next);
      System.arraycopy(buffer, next, bytes, offset, first);
      System.arraycopy(buffer, 0, bytes, offset + first, some - first);
      next = (next + some) % buffer.length;
      count -= some;
      changed.signalAll();
      return some;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that can be put now without a wait. */
  public int free() {
    return capacity - available();
  }

  /** Closes the pipe: reads and writes fail from now on. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (broken == null) {
        broken = new IOException("The connection is closed");
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitSome() throws IOException {
    long left = timeoutNanos;
    while (count == 0 && !over()) {
      try {
        if (timeoutNanos == 0) {
          changed.await();
        } else if (left <= 0) {
          throw new SocketTimeoutException("No data arrived in time");
        } else {
          left = changed.awaitNanos(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
    if (broken != null) {
      throw broken;
    }
  }

  private boolean over() {
    return ended || broken != null;
  }

  /**
   * Doubles the buffer until the bytes fit; halves it when it is empty and less than an eighth is
   * needed.
   */
  private void fit(int needed) {
    int size = buffer.length;
    while (size < needed) {
      size *= 2;
    }
    if (count == 0 && needed < size / 8 && size > SMALLEST) {
      size /= 2;
    }
    if (size != buffer.length) {
      byte[] fitting = new byte[size];
      int first = Math.min(count, buffer.length - next);
      System.arraycopy(buffer, next, fitting, 0, first);
      System.arraycopy(buffer, 0, fitting, first, count - first);
      buffer = fitting;
      next = 0;
    }
  }

  private void append(byte[] bytes, int offset, int length) {
    int end = (next + count) % buffer.length;
    int first = Math.min(length, buffer.length - end);
    System.arraycopy(bytes, offset, buffer, end, first);
    System.arraycopy(bytes, offset + first, buffer, 0, length - first);
    count += length;
  }
}
