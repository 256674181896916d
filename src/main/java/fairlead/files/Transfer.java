package fairlead.files;

import fairlead.ssh.RemotePath;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes on their way, in one direction. */
final class Transfer {
  /** Which way. */
  enum Direction {
    UPLOAD,
    DOWNLOAD
  }

  private final String id;
  private final Direction direction;
  private final RemotePath path;
  private volatile long size;
  private final AtomicLong bytes = new AtomicLong();
  private volatile Runnable stop = () -> {};
  private volatile boolean cancelled;
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

  /** What the host says of it, which is for progress only. */
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
   * @param ending breaks off whatever it waits for
   */
  void whenCancelled(Runnable ending) {
    stop = ending;
    if (cancelled) {
      ending.run();
    }
  }

  boolean cancelled() {
    return cancelled;
  }

  /**
   * Has it end as soon as it can.
   *
   * @return false when it is over already
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

  /** Whether all bytes of an upload's last slice are here: it is being placed, or was. */
  boolean arrived() {
    return direction == Direction.UPLOAD && bytes() == size;
  }

  /**
   * Nothing more comes of it, and nobody cancels it any more.
   *
   * @return false when it was cancelled
   */
  synchronized boolean over() {
    over = true;
    return !cancelled;
  }
}
