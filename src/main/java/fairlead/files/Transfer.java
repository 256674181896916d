package fairlead.files;

import fairlead.ssh.RemotePath;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A transfer of bytes in one direction. */
final class Transfer {
  /** The direction, as the person sees it. */
  enum Direction {
    UPLOAD,
    DOWNLOAD
  }

  private final String id;
  private final Direction direction;
  private final RemotePath path;
  private volatile long size;
  private final AtomicLong bytes = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};
  private volatile boolean cancelled;
  private volatile boolean aborted;
  private boolean over;

  /**
   * @param size total bytes; negative when unknown, as for an archive
   */
  Transfer(String id, Direction direction, RemotePath path, long size) {
    this.id = id;
    this.direction = direction;
    this.path = path;
    this.size = size;
  }

  String id() {
    return id;
  }

  Direction direction() {
    return direction;
  }

  RemotePath path() {
    return path;
  }

  long size() {
    return size;
  }

  /** Sets the size that the host reports, which is used for progress only. */
  void size(long bytesInAll) {
    size = bytesInAll;
  }

  long bytes() {
    return bytes.get();
  }

  void moved(long count) {
    bytes.addAndGet(count);
  }

  /**
   * @param ending aborts what the transfer is waiting for
   */
  void whenCancelled(Runnable ending) {
    stop = ending;
    if (cancelled || aborted) {
      ending.run();
    }
  }

  /** Aborts what the transfer is waiting for because its panel is closed. */
  void abort() {
    aborted = true;
    stop.run();
  }

  boolean cancelled() {
    return cancelled;
  }

  /**
   * Cancels the transfer, which then ends as soon as possible.
   *
   * @return false if it is over already
   */
  boolean cancel() {
    synchronized (this) {
      if (over) {
        return false;
      }
      cancelled = true;
    }
    stop.run();
    return true;
  }

  /** Whether all bytes of an upload have arrived, so that it is being placed or was. */
  boolean arrived() {
    return direction == Direction.UPLOAD && bytes() == size;
  }

  /**
   * Marks the transfer as over; it can no longer be cancelled.
   *
   * @return false if it was cancelled
   */
  synchronized boolean over() {
    over = true;
    return !cancelled;
  }

  /** Marks the transfer as ended: it holds nothing of its panel any more. */
  void end() {
    ended.countDown();
  }

  /**
   * Waits for the end of the transfer.
   *
   * @return whether it came in time
   */
  boolean awaitEnd(Duration most) throws InterruptedException {
    return ended.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }
}
