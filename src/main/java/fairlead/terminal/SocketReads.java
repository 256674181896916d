package fairlead.terminal;

import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Handles what the server reads from one socket. Liberty hands each read to it, and reads on when
 * its work is done. The work calls the message handlers and answers the peer's pings, for which
 * Liberty waits without a deadline.
 */
final class SocketReads implements Executor {
  private static final Log LOG = Log.of(SocketReads.class);

  private final Executor executor;
  private final Runnable broken;
  private final AtomicLong since = new AtomicLong();

  private SocketReads(Executor executor, Runnable broken) {
    this.executor = executor;
    this.broken = broken;
  }

  /**
   * Handles reads on the server's thread: there is no faster way for a key, and no handler waits.
   *
   * @param broken run when Liberty fails at a frame; it reads nothing more then
   */
  static SocketReads atOnce(Runnable broken) {
    return new SocketReads(Runnable::run, broken);
  }

  /**
   * Handles each read on a new thread, which may wait: TCP holds back the peer meanwhile.
   *
   * @param broken run when Liberty fails at a frame; it reads nothing more then
   */
  static SocketReads on(ThreadFactory threads, Runnable broken) {
    return new SocketReads(read -> start(threads, read), broken);
  }

  private static void start(ThreadFactory threads, Runnable read) {
    try {
      threads.newThread(read).start();
    } catch (IllegalStateException | OutOfMemoryError e) {
      // The application is stopping, and its terminals have ended, or the system has no thread
      // left.
      read.run();
    }
  }

  @Override
  public void execute(Runnable read) {
    executor.execute(() -> run(read));
  }

  private void run(Runnable read) {
    long began = System.nanoTime();
    since.set(began);
    try {
      read.run();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The server failed at a frame", e);
      broken.run();
    } finally {
      // The next read may have begun on another thread.
      since.compareAndSet(began, 0);
    }
  }

  /** How long the current read has been handled so far, in nanoseconds; 0 if there is none. */
  long nanos(long now) {
    long began = since.get();
    return began == 0 ? 0 : now - began;
  }
}
