package fairlead.terminal;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a shell writes, on its way to whoever looks at it: kept in the scrollback, sent by the
 * viewer, acknowledged by the browser.
 *
 * <p>The shell's own thread waits in {@link #append} for a viewer that has too much unacknowledged,
 * and for one that was lost a moment ago and may come back without missing a byte. While it waits,
 * the SSH window closes and the remote program waits.
 */
final class Output {
  private static final byte[] NONE = {};

  private final boolean acknowledges;
  private final TerminalSettings.Limits limits;
  private final TerminalTrace trace;
  private final Scrollback scrollback;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private HighWater highWater;
  private volatile Viewer viewer;
  private volatile Viewer last;
  private volatile long detachedNanos = System.nanoTime();
  private volatile long writtenNanos = detachedNanos;
  private long acked;
  private long seen;
  private boolean over;

  /**
   * @param acknowledges whether the client acknowledges output ({@code fairlead.v1}); in plain mode
   *     what has left is taken for drawn
   */
  Output(boolean acknowledges, TerminalSettings.Limits limits, TerminalTrace trace) {
    this.acknowledges = acknowledges;
    this.limits = limits;
    this.trace = trace;
    scrollback = new Scrollback(limits.scrollback());
    highWater = new HighWater(limits.scrollback());
  }

  /** Keeps what the shell wrote, once there is room for it. It is sent by {@link #flush}. */
  void append(byte[] buffer, int offset, int length) throws IOException {
    if (!hasRoom(length)) {
      // Nobody acknowledges what was not sent.
      flush();
    }
    lock.lock();
    try {
      awaitRoom(length);
      if (!over) {
        scrollback.append(buffer, offset, length);
        writtenNanos = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends what was kept, if somebody is looking. */
  void flush() {
    Viewer shown = viewer;
    if (shown != null) {
      shown.pump();
    }
  }

  /**
   * No more will be kept, and nobody waits any more.
   *
   * @return who is looking, or null
   */
  Viewer end() {
    lock.lock();
    try {
      over = true;
      room.signalAll();
      return viewer;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What a viewer finds.
   *
   * @param before who looked until now, or null
   * @param from offset of the next byte that is sent
   * @param skipped bytes before it that are no longer held
   * @param seen offset up to which an earlier viewer has drawn the output
   * @param replayed bytes that are sent again
   * @param over whether no more will come
   */
  record Taken(Viewer before, long from, long skipped, long seen, long replayed, boolean over) {}

  /**
   * Makes this viewer the one that looks.
   *
   * @param has what its client has of the output, as an offset
   */
  Taken attach(Viewer next, long has) throws Refused {
    lock.lock();
    try {
      if (has > scrollback.end()) {
        throw new Refused(
            Failure.BAD_MESSAGE, "output: " + has + " is more than the shell ever wrote.");
      }
      long from = Math.max(has, scrollback.start());
      long replayed = Math.max(0, transmitted() - from);
      Taken taken = new Taken(viewer, from, from - has, seen, replayed, over);
      viewer = next;
      acked = from;
      highWater = new HighWater(limits.scrollback());
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * This viewer is gone.
   *
   * @return whether it was the one that looked
   */
  boolean detach(Viewer gone) {
    lock.lock();
    try {
      if (viewer != gone) {
        return false;
      }
      last = gone;
      viewer = null;
      detachedNanos = System.nanoTime();
      room.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Who is looking, or null. */
  Viewer viewer() {
    return viewer;
  }

  /** How long nobody has been looking, in nanoseconds; 0 when somebody is. */
  long detachedFor(long now) {
    return viewer != null ? 0 : now - detachedNanos;
  }

  /** How long nothing was written, in nanoseconds. */
  long quietFor(long now) {
    return now - writtenNanos;
  }

  /** Whether the end and all output before it were given to a viewer. */
  boolean delivered() {
    Viewer newest = last;
    return newest != null && newest.finished();
  }

  /** Offset after the newest byte that was given to a socket. */
  long transmitted() {
    Viewer newest = viewer;
    newest = newest == null ? last : newest;
    return newest == null ? 0 : newest.sent();
  }

  /**
   * Output from {@code offset} on, for the viewer that sends it. Empty when there is none, or when
   * the browser has enough to draw meanwhile and waiting for more makes fewer and larger frames;
   * its next acknowledgement asks again.
   */
  byte[] read(long offset, int most) {
    lock.lock();
    try {
      boolean busy = acknowledges && !over && offset - acked >= highWater.busy();
      byte[] bytes =
          busy && scrollback.end() - offset < most / 2 ? NONE : scrollback.read(offset, most);
      if (bytes.length > 0) {
        long now = System.nanoTime();
        highWater.sent(offset + bytes.length, now);
        trace.echo().sent(now);
      }
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** A frame has left: in plain mode this is all the acknowledgement there is. */
  void sent(Viewer by) {
    if (!acknowledges) {
      drawn(by, by.sent());
    }
  }

  /** The browser has parsed the output up to here. */
  void acknowledged(Viewer by, long offset) throws Refused {
    if (offset > by.sent()) {
      throw new Refused(Failure.BAD_MESSAGE, "output: " + offset + " was not sent yet.");
    }
    drawn(by, offset);
    by.pump();
  }

  private void drawn(Viewer by, long offset) {
    lock.lock();
    try {
      if (viewer == by && offset > acked) {
        acked = offset;
        seen = Math.max(seen, offset);
        highWater.acknowledged(offset, System.nanoTime());
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of memory that it takes. */
  int memory() {
    lock.lock();
    try {
      return scrollback.memory();
    } finally {
      lock.unlock();
    }
  }

  /** Gives memory back, but for this many bytes and what was not drawn. */
  void trim(int keep) {
    lock.lock();
    try {
      scrollback.trim((int) Math.max(keep, undrawn()));
    } finally {
      lock.unlock();
    }
  }

  private long undrawn() {
    return scrollback.end() - Math.max(acked, scrollback.start());
  }

  private boolean hasRoom(int length) {
    lock.lock();
    try {
      return waitNanos(length) <= 0;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(int length) throws IOException {
    try {
      long left = waitNanos(length);
      if (left <= 0) {
        return;
      }
      long since = System.nanoTime();
      while (left > 0) {
        room.awaitNanos(left);
        left = waitNanos(length);
      }
      trace.stalled(TerminalMetrics.Side.BROWSER, System.nanoTime() - since);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while output waited for its viewer", e);
    }
  }

  private long waitNanos(int length) {
    long waiting = undrawn();
    if (over || waiting == 0) {
      return 0;
    }
    long hold = limits.hold().toNanos();
    if (viewer != null) {
      // A viewer that stays silent is taken away by the tick: this is only how often we look again.
      return waiting + length > highWater.mark() ? hold : 0;
    }
    boolean overwrites = waiting + length > scrollback.capacity();
    return overwrites ? hold - (System.nanoTime() - detachedNanos) : 0;
  }
}
