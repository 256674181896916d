package fairlead.terminal;

import fairlead.access.Person;
import fairlead.ssh.Exit;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Size;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A shell, the newest of its output and whoever looks at it. Outlives its browser.
 *
 * <p>{@link #bytes} runs on the shell's own thread. While it waits, the SSH window closes and the
 * remote program waits; it waits for a viewer that has too much unacknowledged, and for a viewer
 * that has just been lost and may come back without missing a byte.
 */
final class Terminal implements ShellOutput {
  /** Output that paused this long is a shell at rest. */
  private static final long REST_NANOS = 30_000_000_000L;

  private static final byte[] NONE = {};

  private final String id = Tokens.next();
  private final Person person;
  private final String host;
  private final boolean acknowledges;
  private final TerminalSettings.Limits limits;
  private final Instant openedAt = Instant.now();
  private final long openedNanos = System.nanoTime();
  private final InputQueue input;
  private final Window window;
  private final ResumeToken token = new ResumeToken();
  private final TimeLimit idle = new TimeLimit("idle", Ending.Reason.IDLE);
  private final TimeLimit maximum = new TimeLimit("maximum", Ending.Reason.MAXIMUM);
  private final TerminalTrace trace;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Scrollback scrollback;
  private HighWater highWater;
  private volatile Viewer viewer;
  private volatile Viewer last;
  private volatile Shell shell;
  private volatile Ending ending;
  private volatile long detachedNanos = openedNanos;
  private volatile long typedNanos = openedNanos;
  private volatile long outputNanos = openedNanos;
  private long acked;
  private long seen;
  private long inputSaid;

  /**
   * @param acknowledges whether the client acknowledges output ({@code fairlead.v1}); in plain mode
   *     what has left is taken for drawn, and the terminal ends with its connection
   */
  Terminal(
      Person person,
      String host,
      Size size,
      boolean acknowledges,
      TerminalSettings.Limits limits,
      ThreadFactory threads,
      TerminalTrace trace) {
    this.trace = trace;
    this.person = person;
    this.host = host;
    this.acknowledges = acknowledges;
    this.limits = limits;
    scrollback = new Scrollback(limits.scrollback());
    highWater = new HighWater(limits.scrollback());
    input = new InputQueue(limits.credit(), this::write, threads, this::applied);
    window = new Window(size, input::first, this::tell);
  }

  String id() {
    return id;
  }

  Person person() {
    return person;
  }

  String host() {
    return host;
  }

  Instant openedAt() {
    return openedAt;
  }

  InputQueue input() {
    return input;
  }

  ResumeToken token() {
    return token;
  }

  TerminalTrace trace() {
    return trace;
  }

  /** The shell, or null before {@link #started}. */
  Shell shell() {
    return shell;
  }

  /** How it ended, or null while it runs. */
  Ending ending() {
    return ending;
  }

  /** The shell is there: input goes to it from now on. */
  void started(Shell opened) {
    lock.lock();
    try {
      shell = opened;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      opened.close();
    }
  }

  @Override
  public void bytes(byte[] buffer, int offset, int length) throws IOException {
    if (!hasRoom(length)) {
      // Nobody acknowledges what was not sent.
      flush();
    }
    lock.lock();
    try {
      awaitRoom(length);
      if (ending == null) {
        scrollback.append(buffer, offset, length);
        outputNanos = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() {
    Viewer shown = viewer;
    if (shown != null) {
      shown.pump();
    }
  }

  @Override
  public void ended(Exit exit) {
    end(Ending.of(exit));
  }

  /** Ends the terminal; the first ending counts. All output is sent first. */
  void end(Ending why) {
    Viewer shown;
    lock.lock();
    try {
      if (ending != null) {
        return;
      }
      ending = why;
      shown = viewer;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    trace.ended(why);
    input.close();
    Shell closing = shell;
    if (closing != null) {
      closing.close();
    }
    if (shown != null) {
      finish(shown, why);
    }
  }

  /** Makes the first message of an attached connection. */
  interface Greeting {
    String message(Attachment at);
  }

  /**
   * Makes this connection the one that sees and types; the one before is told that it was taken
   * over.
   *
   * @param output what the client has of the output, as an offset
   * @param greeting makes the message to send before any output
   */
  void attach(Viewer next, long output, Size size, Greeting greeting) throws Refused {
    Viewer before;
    Attachment at;
    Ending over;
    lock.lock();
    try {
      if (output > scrollback.end()) {
        throw new Refused(
            Failure.BAD_MESSAGE, "output: " + output + " is more than the shell ever wrote.");
      }
      before = viewer;
      long from = Math.max(output, scrollback.start());
      long replayed = Math.max(0, transmitted() - from);
      at = new Attachment(from, input.accepted(), from - output, seen, replayed);
      viewer = next;
      acked = from;
      inputSaid = at.input();
      highWater = new HighWater(limits.scrollback());
      over = ending;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (before != null) {
      Failure taken = Failure.TAKEN_OVER;
      before.close(ServerMessage.failed(taken, taken.sentence()), taken, taken.sentence());
    }
    next.say(greeting.message(at));
    next.show(this, at.output());
    if (over != null) {
      finish(next, over);
    } else if (at.skipped() > 0) {
      window.repaint(size);
    } else {
      window.resize(size);
    }
  }

  /**
   * This connection is gone; does nothing when another one has taken over.
   *
   * @param code with which it was closed
   */
  void detach(Viewer gone, int code) {
    boolean lives;
    lock.lock();
    try {
      if (viewer != gone) {
        return;
      }
      last = gone;
      viewer = null;
      detachedNanos = System.nanoTime();
      lives = ending == null;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (lives) {
      trace.detached(code);
    }
  }

  /** Whether somebody is looking. */
  boolean attached() {
    return viewer != null;
  }

  /** How long nobody has been looking, in nanoseconds; 0 when somebody is. */
  long detachedFor(long now) {
    return viewer != null ? 0 : now - detachedNanos;
  }

  /** How long it outlives its browser. */
  Duration grace(TerminalSettings settings) {
    return settings.grace(person.roles());
  }

  /**
   * How long it can be looked at once it has ended and nobody is looking: until the person has had
   * time to come back and see how, unless they know already.
   */
  Duration keep(TerminalSettings settings) {
    if (!acknowledges) {
      return Duration.ZERO;
    }
    boolean known = ending.reason() == Ending.Reason.CLOSED || delivered();
    return known ? limits.hold() : grace(settings);
  }

  /** Whether the end and all output before it were given to a viewer. */
  private boolean delivered() {
    Viewer seen = last;
    return seen != null && seen.finished();
  }

  /**
   * Output from {@code offset} on, for the viewer that sends it. Empty when there is none, or when
   * the browser has enough to draw meanwhile and waiting for more makes fewer and larger frames;
   * its next acknowledgement asks again.
   */
  byte[] output(long offset, int most) {
    lock.lock();
    try {
      boolean busy = acknowledges && ending == null && offset - acked >= highWater.busy();
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
  void acknowledged(Viewer by, long output) throws Refused {
    if (output > by.sent()) {
      throw new Refused(Failure.BAD_MESSAGE, "output: " + output + " was not sent yet.");
    }
    drawn(by, output);
    by.pump();
  }

  private void drawn(Viewer by, long output) {
    lock.lock();
    try {
      if (viewer == by && output > acked) {
        acked = output;
        seen = Math.max(seen, output);
        highWater.acknowledged(output, System.nanoTime());
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void resize(Size size) {
    window.resize(size);
  }

  /** Somebody typed. */
  void typed() {
    long now = System.nanoTime();
    typedNanos = now;
    trace.echo().typed(now);
  }

  /** Offset after the newest output byte that was given to a socket. */
  long transmitted() {
    Viewer newest = viewer;
    newest = newest == null ? last : newest;
    return newest == null ? 0 : newest.sent();
  }

  /** Bytes of memory that the output takes. */
  int memory() {
    lock.lock();
    try {
      return scrollback.memory();
    } finally {
      lock.unlock();
    }
  }

  /** Ends after too long without typing, or too long altogether; gives memory back at rest. */
  void tick(TerminalSettings settings, long now) {
    if (now - outputNanos > REST_NANOS) {
      trim(settings.scrollbackIdle());
    }
    idle.tick(this, settings.idleTimeout(), settings.warning(), now - typedNanos);
    maximum.tick(this, settings.maximumTime(), settings.warning(), now - openedNanos);
  }

  private void trim(int keep) {
    lock.lock();
    try {
      long undrawn = scrollback.end() - Math.max(acked, scrollback.start());
      scrollback.trim((int) Math.max(keep, undrawn));
    } finally {
      lock.unlock();
    }
  }

  /** Tells whoever is looking. */
  void say(String message) {
    Viewer shown = viewer;
    if (shown != null && acknowledges) {
      shown.say(message);
    }
  }

  /**
   * Acknowledges what the host has taken; small input waits for this, so that no echo waits for its
   * acknowledgement.
   */
  void sayInput() {
    if (input.isEmpty()) {
      sayInput(input.accepted(), 1);
    }
  }

  private void applied(long offset) {
    sayInput(offset, limits.credit() / 8);
  }

  private void sayInput(long offset, int least) {
    lock.lock();
    try {
      if (offset - inputSaid < least) {
        return;
      }
      inputSaid = offset;
    } finally {
      lock.unlock();
    }
    say(ServerMessage.ack(offset));
  }

  /** Drops the input that the host has not taken, and says where input goes on. */
  void interrupt() {
    long offset = input.interrupt();
    lock.lock();
    try {
      inputSaid = offset;
    } finally {
      lock.unlock();
    }
    say(ServerMessage.interrupted(offset));
  }

  private void tell(Size size) {
    Shell to = shell;
    if (to != null) {
      to.resize(size);
    }
  }

  private void finish(Viewer shown, Ending why) {
    shown.finish(acknowledges ? ServerMessage.ended(why) : ServerMessage.plain(why.sentence()));
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    awaitShell();
    Shell to = shell;
    if (to == null || ending != null) {
      throw new IOException("The shell has ended");
    }
    long since = System.nanoTime();
    to.write(bytes, offset, length);
    trace.stalled(TerminalMetrics.Side.HOST, System.nanoTime() - since);
  }

  /** Plain clients may type before the shell is there; opening has deadlines, so this ends. */
  private void awaitShell() throws IOException {
    lock.lock();
    try {
      while (shell == null && ending == null) {
        room.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while input waited for its shell", e);
    } finally {
      lock.unlock();
    }
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
    long waiting = scrollback.end() - Math.max(acked, scrollback.start());
    if (ending != null || waiting == 0) {
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
