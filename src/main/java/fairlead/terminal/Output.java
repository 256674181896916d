package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FlowControl;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The output of a shell on its way to the viewer: kept in the scrollback, sent by the viewer,
 * acknowledged by the browser. Each viewer has a {@link ViewerCursor} in it. The owner's alone
 * decides how much the host may send: the current viewer's, or that of the last one.
 *
 * <p>Nothing here blocks. {@link #room} limits what the host may send: while a viewer has too much
 * unacknowledged output, or was lost a moment ago and may resume without missing a byte, the SSH
 * window closes and the remote program waits.
 */
final class Output {
  private static final byte[] NOTHING = {};

  private final boolean acknowledges;
  private final TerminalSettings.Limits limits;
  private final TerminalTrace trace;
  private final Runnable resume;
  private final Scrollback scrollback;
  private final ReentrantLock lock = new ReentrantLock();
  private ViewerCursor owner;
  private volatile FrameSender sender;
  private volatile FrameSender last;
  private volatile long detachedNanos = System.nanoTime();
  private volatile long writtenNanos = detachedNanos;
  private volatile long transmitted;
  private long seen;
  private boolean held;
  private long stalledSince;
  private boolean over;

  /**
   * @param acknowledges whether the client acknowledges output ({@code fairlead.v1}); in plain mode
   *     what was sent counts as drawn
   * @param resume called when the host may be allowed to send more than {@link #room} returned last
   */
  Output(
      boolean acknowledges, TerminalSettings.Limits limits, TerminalTrace trace, Runnable resume) {
    this.acknowledges = acknowledges;
    this.limits = limits;
    this.trace = trace;
    this.resume = resume;
    scrollback = new Scrollback(limits.scrollback());
    owner = new ViewerCursor(0, limits.scrollback());
  }

  /** Stores what the shell wrote; {@link #flush} sends it. */
  void append(byte[] buffer, int offset, int length) {
    lock.lock();
    try {
      if (!over) {
        long keep = waits() ? owner.acknowledged() : Long.MAX_VALUE;
        scrollback.append(buffer, offset, length, keep);
        writtenNanos = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many bytes the host may send now without overwriting output that was not drawn. With a
   * viewer, undrawn output is limited to the high-water mark, or to {@code window} plus {@link
   * FlowControl#MARK_LEAST} if that is more.
   *
   * @param window the size of the SSH window in bytes, the most that is returned
   */
  int room(int window) {
    lock.lock();
    try {
      long room = window;
      if (waits()) {
        int ready = Math.min(limits.scrollback(), FlowControl.MARK_LEAST);
        int most = sender == null ? limits.scrollback() : Math.max(owner.mark(), window + ready);
        room = Math.min(window, most - undrawn());
      }
      held = room < window;
      // For less the SSH side does not open the window, so the host waits.
      stalls(room < FlowControl.grant(window) && !over, System.nanoTime());
      return (int) Math.max(0, room);
    } finally {
      lock.unlock();
    }
  }

  /** Whether undrawn output must be kept; otherwise the newest overwrites the oldest. */
  private boolean waits() {
    return sender != null || System.nanoTime() - detachedNanos < limits.hold().toNanos();
  }

  /**
   * Lets a host that was held send again if there may be room. Called after an acknowledgement, for
   * a new viewer, and once a second, because the hold may have ended without either.
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

  /** Sends stored output if there is a viewer. */
  void flush() {
    FrameSender shown = sender;
    if (shown != null) {
      shown.pump();
    }
  }

  /**
   * Ends the output: nothing more is stored.
   *
   * @return the viewer, or null
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
   * Makes this the viewer.
   *
   * @param has offset after the last byte that its client has received
   */
  OutputAttachment attach(FrameSender next, long has) throws Refused {
    lock.lock();
    try {
      if (has > scrollback.end()) {
        throw new Refused(
            Failure.BAD_MESSAGE, "output: " + has + " is more than the shell ever wrote.");
      }
      long from = Math.max(has, scrollback.start());
      long replayed = Math.max(0, transmitted - from);
      ViewerCursor cursor = new ViewerCursor(from, limits.scrollback());
      OutputAttachment taken =
          new OutputAttachment(sender, cursor, from, from - has, seen, replayed, over);
      sender = next;
      owner = cursor;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes a viewer whose connection has ended.
   *
   * @return false if it was not the current viewer
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

  /** The current viewer, or null. */
  FrameSender viewer() {
    return sender;
  }

  /** Time without a viewer, in nanoseconds; 0 while there is one. */
  long detachedFor(long now) {
    return sender != null ? 0 : now - detachedNanos;
  }

  /** Time since the last output, in nanoseconds. */
  long quietFor(long now) {
    return now - writtenNanos;
  }

  /** Whether the last viewer was given all output and the message about the end. */
  boolean delivered() {
    FrameSender newest = last;
    return newest != null && newest.finished();
  }

  /** Offset after the newest byte that was given to the socket of an owner. */
  long transmitted() {
    return transmitted;
  }

  /**
   * Reads output from the cursor on, for its viewer to send, and moves the cursor. Empty if there
   * is none or the cursor allows none; the next acknowledgement triggers another read. Also empty
   * for a viewer whose next bytes are overwritten: it must attach again, so that it knows of the
   * gap.
   */
  byte[] read(ViewerCursor cursor, int most) {
    lock.lock();
    try {
      int count = over ? most : cursor.allowed(scrollback.end(), most, acknowledges);
      if (count == 0 || cursor.sent() < scrollback.start()) {
        return NOTHING;
      }
      byte[] bytes = scrollback.read(cursor.sent(), count);
      if (bytes.length > 0) {
        long now = System.nanoTime();
        cursor.advance(bytes.length, now);
        if (cursor == owner) {
          transmitted = cursor.sent();
          trace.echo().sent(now);
        }
      }
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Called when a frame was sent. In plain mode this counts as the acknowledgement. */
  void sent(ViewerCursor cursor) {
    if (!acknowledges) {
      drawn(cursor, cursor.sent());
      resume();
    }
  }

  /** Called when the browser has drawn the output up to this offset. */
  void acknowledged(FrameSender by, long offset) throws Refused {
    if (offset > by.sent()) {
      throw new Refused(Failure.BAD_MESSAGE, "output: " + offset + " was not sent yet.");
    }
    ViewerCursor cursor = by.cursor();
    if (cursor != null) {
      drawn(cursor, offset);
    }
    by.pump();
    resume();
  }

  private void drawn(ViewerCursor cursor, long offset) {
    lock.lock();
    try {
      if (cursor.acknowledge(offset, System.nanoTime()) && cursor == owner) {
        seen = Math.max(seen, offset);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Measures how long the host is stopped because of the browser. */
  private void stalls(boolean now, long nanoTime) {
    if (now && stalledSince == 0) {
      stalledSince = nanoTime;
    } else if (!now && stalledSince != 0) {
      trace.stalled(TerminalMetrics.Side.BROWSER, nanoTime - stalledSince);
      stalledSince = 0;
    }
  }

  /** Allocated memory, in bytes. */
  int memory() {
    lock.lock();
    try {
      return scrollback.memory();
    } finally {
      lock.unlock();
    }
  }

  /** Frees memory, but keeps this many bytes and everything that was not drawn. */
  void trim(int keep) {
    lock.lock();
    try {
      scrollback.trim((int) Math.max(keep, undrawn()));
    } finally {
      lock.unlock();
    }
  }

  private long undrawn() {
    return scrollback.end() - Math.max(owner.acknowledged(), scrollback.start());
  }
}
