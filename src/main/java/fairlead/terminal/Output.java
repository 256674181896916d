package fairlead.terminal;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What a shell writes, on its way to its viewers: kept in the scrollback, sent by the viewer,
 * acknowledged by the browser.
 *
 * <p>Nothing waits in here. What the host may send is bounded by {@link #room}: a viewer that has
 * too much unacknowledged, and one that was lost a moment ago and may come back without missing a
 * byte, close the SSH window, and the remote program waits.
 */
final class Output {
  private final boolean acknowledges;
  private final TerminalSettings.Limits limits;
  private final TerminalTrace trace;
  private final Runnable resume;
  private final Scrollback scrollback;
  private final ReentrantLock lock = new ReentrantLock();
  private HighWater highWater;
  private volatile FrameSender sender;
  private volatile FrameSender last;
  private volatile long detachedNanos = System.nanoTime();
  private volatile long writtenNanos = detachedNanos;
  private long acked;
  private long seen;
  private boolean held;
  private long stalledSince;
  private boolean over;

  /**
   * @param acknowledges whether the client acknowledges output ({@code fairlead.v1}); in plain mode
   *     what has left is taken for drawn
   * @param resume told when the host may be let send more than {@link #room} has said
   */
  Output(
      boolean acknowledges, TerminalSettings.Limits limits, TerminalTrace trace, Runnable resume) {
    this.acknowledges = acknowledges;
    this.limits = limits;
    this.trace = trace;
    this.resume = resume;
    scrollback = new Scrollback(limits.scrollback());
    highWater = new HighWater(limits.scrollback());
  }

  /** Keeps what the shell wrote. It is sent by {@link #flush}. */
  void append(byte[] buffer, int offset, int length) {
    lock.lock();
    try {
      if (!over) {
        scrollback.append(buffer, offset, length, waits() ? acked : Long.MAX_VALUE);
        writtenNanos = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * How much the host may send now, so that what was not drawn stays held: the whole window and
   * {@link HighWater#LEAST} are always kept ready for a viewer that keeps up, and never more than
   * the mark or that for one that does not.
   *
   * @param window bytes that it may send at most
   */
  int room(int window) {
    lock.lock();
    try {
      long room = window;
      if (waits()) {
        int ready = Math.min(limits.scrollback(), HighWater.LEAST);
        int most =
            sender == null ? limits.scrollback() : Math.max(highWater.mark(), window + ready);
        room = Math.min(window, most - undrawn());
      }
      held = room < window;
      // Less than a quarter is not granted: the host waits.
      stalls(room < window / 4 && !over, System.nanoTime());
      return (int) Math.max(0, room);
    } finally {
      lock.unlock();
    }
  }

  /** Whether output waits for a viewer; else the newest overwrites the oldest. */
  private boolean waits() {
    return sender != null || System.nanoTime() - detachedNanos < limits.hold().toNanos();
  }

  /**
   * Has the host send on if it was held and there may be room: after an acknowledgement, for a new
   * viewer, and once a second, because none may have come in time.
   */
  void resume() {
    boolean again;
    lock.lock();
    try {
      again = held && !over;
    } finally {
      lock.unlock();
    }
    if (again) {
      resume.run();
    }
  }

  /** Sends what was kept, if somebody is looking. */
  void flush() {
    FrameSender shown = sender;
    if (shown != null) {
      shown.pump();
    }
  }

  /**
   * No more will be kept.
   *
   * @return who is looking, or null
   */
  FrameSender end() {
    lock.lock();
    try {
      over = true;
      stalls(false, System.nanoTime());
      return sender;
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
  record Taken(
      FrameSender before, long from, long skipped, long seen, long replayed, boolean over) {}

  /**
   * Makes this viewer the one that looks.
   *
   * @param has what its client has of the output, as an offset
   */
  Taken attach(FrameSender next, long has) throws Refused {
    lock.lock();
    try {
      if (has > scrollback.end()) {
        throw new Refused(
            Failure.BAD_MESSAGE, "output: " + has + " is more than the shell ever wrote.");
      }
      long from = Math.max(has, scrollback.start());
      long replayed = Math.max(0, transmitted() - from);
      Taken taken = new Taken(sender, from, from - has, seen, replayed, over);
      sender = next;
      acked = from;
      highWater = new HighWater(limits.scrollback());
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
  boolean detach(FrameSender gone) {
    lock.lock();
    try {
      if (sender != gone) {
        return false;
      }
      last = gone;
      sender = null;
      detachedNanos = System.nanoTime();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Who is looking, or null. */
  FrameSender viewer() {
    return sender;
  }

  /** Time without a viewer, in nanoseconds; 0 while there is one. */
  long detachedFor(long now) {
    return sender != null ? 0 : now - detachedNanos;
  }

  /** How long nothing was written, in nanoseconds. */
  long quietFor(long now) {
    return now - writtenNanos;
  }

  /** Whether the end and all output before it were given to a viewer. */
  boolean delivered() {
    FrameSender newest = last;
    return newest != null && newest.finished();
  }

  /** Offset after the newest byte that was given to a socket. */
  long transmitted() {
    FrameSender newest = sender;
    newest = newest == null ? last : newest;
    return newest == null ? 0 : newest.sent();
  }

  /**
   * Output from {@code offset} on, for the viewer that sends it. Empty when there is none, when as
   * much is unacknowledged as may be, or when the browser has enough to draw meanwhile and waiting
   * for more makes fewer and larger frames; its next acknowledgement asks again.
   */
  byte[] read(long offset, int most) {
    lock.lock();
    try {
      long now = System.nanoTime();
      byte[] bytes = scrollback.read(offset, allowed(offset, most));
      if (bytes.length > 0) {
        highWater.sent(offset + bytes.length, now);
        trace.echo().sent(now);
      }
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private int allowed(long offset, int most) {
    if (over) {
      return most;
    }
    long waiting = scrollback.end() - offset;
    long unacknowledged = offset - acked;
    long more = Math.min(most, highWater.mark() - unacknowledged);
    if (more <= 0) {
      return 0;
    }
    boolean busy = acknowledges && unacknowledged >= highWater.busy();
    return busy && Math.min(more, waiting) < most / 2 ? 0 : (int) more;
  }

  /** A frame has left: in plain mode this is all the acknowledgement there is. */
  void sent(FrameSender by) {
    if (!acknowledges) {
      drawn(by, by.sent());
      resume();
    }
  }

  /** The browser has parsed the output up to here. */
  void acknowledged(FrameSender by, long offset) throws Refused {
    if (offset > by.sent()) {
      throw new Refused(Failure.BAD_MESSAGE, "output: " + offset + " was not sent yet.");
    }
    drawn(by, offset);
    by.pump();
    resume();
  }

  private void drawn(FrameSender by, long offset) {
    lock.lock();
    try {
      if (sender == by && offset > acked) {
        long now = System.nanoTime();
        acked = offset;
        seen = Math.max(seen, offset);
        highWater.acknowledged(offset, now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Measures how long the host may send nothing because of the browser. */
  private void stalls(boolean now, long nanoTime) {
    if (now && stalledSince == 0) {
      stalledSince = nanoTime;
    } else if (!now && stalledSince != 0) {
      trace.stalled(TerminalMetrics.Side.BROWSER, nanoTime - stalledSince);
      stalledSince = 0;
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
}
