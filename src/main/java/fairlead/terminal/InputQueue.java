package fairlead.terminal;

import fairlead.ssh.FlowControl;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The input that the host has not taken yet: bounded, in order, every byte once.
 *
 * <p>A key is written to the host on the socket's thread, because waking another thread takes time
 * (docs/decisions/0009). But a write to SSH blocks while the host takes no input, and the socket's
 * thread must not block. So input that may block, is large or follows waiting input is written by a
 * separate thread. It runs only while there is such input, and for {@link #LINGER_SECONDS} after.
 */
final class InputQueue {
  private static final long LINGER_SECONDS = 10;
  private static final Log LOG = Log.of(InputQueue.class);

  /** The destination of the input: the shell. */
  interface Host {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Whether a write of this many bytes would not block. */
    default boolean takes(int length) {
      return false;
    }
  }

  private final Host host;
  private final ThreadFactory threads;
  private final LongConsumer applied;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Backlog backlog;
  private long writingSince;
  private Runnable earlier;
  private boolean running;
  private boolean closed;

  /**
   * @param credit bytes of one client that may wait here
   * @param applied called after each write with the offset up to which the host has taken input
   */
  InputQueue(int credit, Host host, ThreadFactory threads, LongConsumer applied) {
    backlog = new Backlog(credit);
    this.host = host;
    this.threads = threads;
    this.applied = applied;
  }

  /** Bytes of one client that may wait here. */
  int credit() {
    return backlog.credit();
  }

  /** Offset up to which input was accepted: written, being written or waiting. */
  long accepted() {
    lock.lock();
    try {
      return backlog.accepted();
    } finally {
      lock.unlock();
    }
  }

  /** Allocated memory, in bytes. */
  int memory() {
    lock.lock();
    try {
      return backlog.memory();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the host has taken everything. */
  boolean isEmpty() {
    lock.lock();
    try {
      return backlog.isEmpty() && writingSince == 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long the current write to the host has taken so far, in nanoseconds; 0 if there is none.
   */
  long stalledNanos(long now) {
    lock.lock();
    try {
      return writingSince == 0 ? 0 : now - writingSince;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Accepts input.
   *
   * @return false if it exceeds the client's credit; none of it is accepted then
   */
  boolean offer(byte[] bytes) {
    lock.lock();
    try {
      if (!backlog.allows(bytes.length)) {
        return false;
      }
      if (!beginAtOnce(bytes.length)) {
        add(bytes, 0, bytes.length);
        return true;
      }
    } finally {
      lock.unlock();
    }
    handOver(() -> host.write(bytes, 0, bytes.length));
    return true;
  }

  /**
   * Accepts input, and blocks until there is room: the back-pressure of plain mode.
   *
   * @return false if there was no room in time
   */
  boolean put(byte[] bytes, long timeout, TimeUnit unit) throws InterruptedException {
    if (putAtOnce(bytes)) {
      return true;
    }
    long left = unit.toNanos(timeout);
    lock.lock();
    try {
      int at = 0;
      while (at < bytes.length && !closed) {
        int count = Math.min(backlog.room(), bytes.length - at);
        if (count > 0) {
          add(bytes, at, count);
          at += count;
        } else if (left <= 0) {
          return false;
        } else {
          left = changed.awaitNanos(left);
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Called when a client attaches. A client that has sent everything up to the last accepted byte
   * still keeps its unacknowledged input: what was accepted since the last attach is dropped here,
   * and the client sends it again. The waiting input of another browser stays.
   *
   * @param sent offset after the last byte that the client has sent
   * @return the offset at which the client's input continues
   */
  long takeUp(long sent) {
    lock.lock();
    try {
      long offset = backlog.takeUp(sent);
      changed.signalAll();
      return offset;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops what the host has not taken.
   *
   * @return the offset at which input continues
   */
  long interrupt() {
    lock.lock();
    try {
      backlog.clear();
      changed.signalAll();
      return backlog.taken();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs this on the thread that writes input, before any input that waits or follows. Replaces an
   * earlier one that has not run yet.
   */
  void first(Runnable work) {
    lock.lock();
    try {
      if (!closed) {
        earlier = work;
        begin();
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      backlog.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean putAtOnce(byte[] bytes) {
    lock.lock();
    try {
      if (!beginAtOnce(bytes.length)) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    handOver(() -> host.write(bytes, 0, bytes.length));
    return true;
  }

  /**
   * Whether the current thread may write to the host itself: nothing waits, and the write will not
   * block.
   */
  private boolean beginAtOnce(int length) {
    if (closed
        || hasWork()
        || writingSince != 0
        || length > FlowControl.INPUT_AT_ONCE
        || !host.takes(length)) {
      return false;
    }
    writingSince = System.nanoTime();
    backlog.pass(length);
    return true;
  }

  private void add(byte[] bytes, int offset, int length) {
    if (closed || length == 0) {
      return;
    }
    backlog.add(bytes, offset, length);
    begin();
  }

  private void begin() {
    if (running) {
      changed.signalAll();
    } else {
      // Only after the start: if it fails, the next input tries again.
      threads.newThread(this::drain).start();
      running = true;
    }
  }

  private void drain() {
    for (Work work = awaitWork(); work != null; work = awaitWork()) {
      handOver(work);
    }
  }

  private void handOver(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      // The shell is gone; the SSH side reports its end.
      close();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Input could not be written to the shell", e);
      close();
    }
    long offset;
    lock.lock();
    try {
      writingSince = 0;
      offset = backlog.taken();
      if (hasWork()) {
        begin();
      }
    } finally {
      lock.unlock();
    }
    applied.accept(offset);
  }

  /**
   * Waits for work and removes it from the queue under the same lock, so that bytes being written
   * never count as waiting.
   *
   * @return null if this thread should end
   */
  private Work awaitWork() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(LINGER_SECONDS);
      while (!closed && (hasWork() ? writingSince != 0 : left > 0)) {
        left = changed.awaitNanos(left);
      }
      if (closed || !hasWork()) {
        stop();
        return null;
      }
      writingSince = System.nanoTime();
      return take();
    } catch (InterruptedException e) {
      // The server is stopping its threads, and the terminal is being closed.
      Thread.currentThread().interrupt();
      closed = true;
      changed.signalAll();
      stop();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasWork() {
    return !backlog.isEmpty() || earlier != null;
  }

  private Work take() {
    Runnable before = earlier;
    earlier = null;
    byte[] chunk = backlog.take(FlowControl.INPUT_PACKET);
    changed.signalAll();
    return () -> {
      if (before != null) {
        before.run();
      }
      if (chunk.length > 0) {
        host.write(chunk, 0, chunk.length);
      }
    };
  }

  private void stop() {
    running = false;
    backlog.release();
    earlier = null;
  }

  /** One write to the host, done without holding the lock. */
  private interface Work {
    void run() throws IOException;
  }
}
