package fairlead.terminal;

import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * What a person typed and the host has not taken yet: bounded, in order, every byte once.
 *
 * <p>A key goes to the host on the thread that brings it: another thread would have to wake up
 * first (docs/decisions/0009). But writing to SSH waits while the host takes nothing, and the
 * socket's thread must not. So whatever might wait, is large or comes after something that waits
 * goes by a thread of its own, which exists only while there is such input (and {@link
 * #LINGER_SECONDS} after).
 */
final class InputQueue {
  /** Bytes handed to SSH at a time: one packet. */
  private static final int CHUNK = 16 * 1024;

  /** Bytes that go to the host at once: a key, a line, what a program answers for a terminal. */
  private static final int AT_ONCE = 1024;

  private static final long LINGER_SECONDS = 10;
  private static final Log LOG = Log.of(InputQueue.class);

  /** Where the input goes: the shell. */
  interface Host {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Whether it would take this number of bytes without a wait. */
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
   * @param credit bytes that a client may have waiting here
   * @param applied told the offset up to which the host has taken input, after each write
   */
  InputQueue(int credit, Host host, ThreadFactory threads, LongConsumer applied) {
    backlog = new Backlog(credit);
    this.host = host;
    this.threads = threads;
    this.applied = applied;
  }

  /** Bytes that a client may have waiting here. */
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

  /** Bytes of memory in use, waiting input or not. */
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
   * For how long the host has not taken the input that it was offered, in nanoseconds; 0 when it
   * does.
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
   * Takes input over.
   *
   * @return false when it is more than the client's credit; nothing of it was taken then
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
   * Takes input over, waiting for room: plain mode's back-pressure.
   *
   * @return false when there was no room in time
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
   * A client takes the terminal up. If it has sent all that waits here it still keeps what came
   * since the last one did so, and sends it again within its credit; another browser's input waits
   * on beside its own.
   *
   * @param sent what the client has sent, as an offset
   * @return the offset at which its input goes on
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
   * @return the offset at which input goes on
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
   * Runs this on the thread that hands input over, before input that comes later; in the place of
   * what still waits to be run like this.
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

  /** Whether this thread is to hand over: nothing is before it, and the host makes nobody wait. */
  private boolean beginAtOnce(int length) {
    if (closed || hasWork() || writingSince != 0 || length > AT_ONCE || !host.takes(length)) {
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
      // A thread that cannot be started must not count as one: the next input tries again.
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
      // The shell is gone; its end is reported by the SSH side.
      close();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Input could not be handed to its shell", e);
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
   * Waits for something to do and takes it in the same step: while the host is said to be writing,
   * what it writes no longer waits here.
   *
   * @return null when this thread should end
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
      // The server stops its threads: the terminal is being closed.
      Thread.currentThread().interrupt();
      closed = true;
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
    byte[] chunk = backlog.take(CHUNK);
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

  /** One step of handing over, without the lock. */
  private interface Work {
    void run() throws IOException;
  }
}
