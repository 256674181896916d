package fairlead.terminal;

import fairlead.access.Person;
import fairlead.admission.Admission;
import fairlead.admission.Admitted;
import fairlead.admission.NotAdmitted;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.policy.Limits;
import fairlead.ssh.Exit;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A shell with its output, its input and at most one viewer. It outlives its browser. */
final class Terminal implements ShellOutput, Admitted {
  /** After this time without output a shell counts as idle, and memory is freed. */
  private static final long REST_NANOS = 30_000_000_000L;

  /** An unused shell that fails within this time is not an interactive one. */
  private static final long AT_ONCE_NANOS = 5_000_000_000L;

  private final String id = ResumeTokens.next();
  private final Admission admission;
  private final boolean acknowledges;
  private final TerminalSettings.Limits limits;
  private final TerminalTrace trace;
  private final Instant openedAt = Instant.now();
  private final long openedNanos = System.nanoTime();
  private final Output output;
  private final ShellInput host;
  private final InputQueue input;
  private final ResizeCoalescer window;
  private final ResumeToken token = new ResumeToken();
  private final TimeLimit idle = new TimeLimit("idle", Ending.Reason.IDLE);
  private final TimeLimit maximum = new TimeLimit("maximum", Ending.Reason.MAXIMUM);
  private final AtomicReference<Ending> ending = new AtomicReference<>();
  private final AtomicLong inputSaid = new AtomicLong();
  private final Object turn = new Object();
  private FrameSender typist;
  private volatile long typedNanos = openedNanos;
  private volatile long startedNanos = openedNanos;

  /**
   * @param acknowledges whether the client acknowledges output ({@code fairlead.v1}); in plain mode
   *     the terminal ends with its connection
   */
  Terminal(
      Admission admission,
      Size size,
      boolean acknowledges,
      TerminalSettings.Limits limits,
      ThreadFactory threads,
      TerminalTrace trace) {
    this.admission = admission;
    this.acknowledges = acknowledges;
    this.limits = limits;
    this.trace = trace;
    output = new Output(acknowledges, limits, trace, this::resumeOutput);
    host = new ShellInput(trace);
    input = new InputQueue(limits.credit(), host, threads, this::applied);
    window = new ResizeCoalescer(size, input::first, this::tell);
  }

  String id() {
    return id;
  }

  /** The admission by which it is open. */
  @Override
  public Admission admission() {
    return admission;
  }

  Person person() {
    return admission.person();
  }

  String host() {
    return admission.host();
  }

  Instant openedAt() {
    return openedAt;
  }

  Output output() {
    return output;
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
    return host.shell();
  }

  /** How it ended, or null while it runs. */
  Ending ending() {
    return ending.get();
  }

  /** Sets the shell, which gets the input from now on. */
  void started(Shell opened) {
    startedNanos = System.nanoTime();
    host.begin(opened);
    if (ending() != null) {
      opened.close();
    }
  }

  @Override
  public void bytes(byte[] buffer, int offset, int length) {
    output.append(buffer, offset, length);
  }

  @Override
  public int room(int window) {
    return output.room(window);
  }

  private void resumeOutput() {
    Shell from = shell();
    if (from != null) {
      from.resumeOutput();
    }
  }

  @Override
  public void flush() {
    output.flush();
  }

  @Override
  public void ended(Exit exit) {
    Ending why = Ending.of(exit);
    boolean unused = typedNanos == openedNanos;
    end(unused && System.nanoTime() - startedNanos < AT_ONCE_NANOS ? why.soon() : why);
  }

  @Override
  public void end(NotAdmitted why) {
    end(Ending.notAllowed(why.getMessage()));
  }

  /** Ends the terminal; the first ending counts. All output is sent first. */
  void end(Ending why) {
    if (!ending.compareAndSet(null, why)) {
      return;
    }
    FrameSender shown = output.end();
    trace.ended(why);
    input.close();
    host.end();
    if (shown != null) {
      finish(shown, why);
    }
  }

  /** Makes the first message of an attached connection. */
  interface Greeting {
    String message(Attachment at);
  }

  /**
   * Makes this connection the viewer; the previous viewer is told that the terminal was taken over.
   *
   * @param has offset after the last output byte that the client has received
   * @param sent offset after the last input byte that the client has sent
   * @param greeting makes the message to send before any output
   */
  void attach(FrameSender next, long has, long sent, Size size, Greeting greeting) throws Refused {
    OutputAttachment taken;
    long accepted;
    next.expectGreeting();
    synchronized (turn) {
      taken = output.attach(next, has);
      accepted = input.takeUp(sent);
      inputSaid.set(accepted);
      typist = next;
    }
    if (taken.before() != null) {
      Failure told = Failure.TAKEN_OVER;
      taken
          .before()
          .close(ServerMessage.failed(told, told.sentence(), null), told, told.sentence());
    }
    Attachment at =
        new Attachment(taken.from(), accepted, taken.skipped(), taken.seen(), taken.replayed());
    next.greet(greeting.message(at), output, taken.cursor());
    output.resume();
    if (taken.over()) {
      finish(next, ending());
    } else if (taken.skipped() > 0) {
      window.repaint(size);
    } else {
      window.resize(size);
    }
  }

  /**
   * Called when a connection has ended; does nothing if another one has taken over.
   *
   * @param code the close code
   */
  void detach(FrameSender gone, int code) {
    if (output.detach(gone) && ending() == null) {
      trace.detached(code);
    }
  }

  /** Whether there is a viewer. */
  boolean attached() {
    return output.viewer() != null;
  }

  /** How long it continues to run without a viewer. */
  Duration grace(TerminalSettings settings) {
    return admission.limits().grace().orElseGet(() -> settings.grace(person().roles()));
  }

  /**
   * How long the ended terminal is kept without a viewer: the grace time, so that the person can
   * come back and see how it ended, or only the hold if they know already.
   */
  Duration keep(TerminalSettings settings) {
    if (!acknowledges) {
      return Duration.ZERO;
    }
    boolean known = ending().reason() == Ending.Reason.CLOSED || output.delivered();
    return known ? limits.hold() : grace(settings);
  }

  void resize(Size size) {
    window.resize(size);
  }

  /**
   * Accepts input.
   *
   * <p>Input of a connection that was taken over is ignored: its client was told at which offset
   * input continues, and sends it again.
   *
   * @return false if it exceeds the credit
   */
  boolean type(FrameSender by, byte[] bytes) {
    typed();
    synchronized (turn) {
      return typist != by || input.offer(bytes);
    }
  }

  /**
   * Accepts input in plain mode, whose clients have no credit; blocks until there is room.
   *
   * @return false if there was no room in time
   */
  boolean typePlain(byte[] bytes, Duration timeout) throws InterruptedException {
    typed();
    return input.put(bytes, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void typed() {
    long now = System.nanoTime();
    typedNanos = now;
    trace.echo().typed(now);
  }

  /**
   * Drops the input that the host has not taken, and tells the viewer at which offset input
   * continues.
   */
  void interrupt(FrameSender by) {
    long offset;
    synchronized (turn) {
      if (typist != by) {
        return;
      }
      offset = input.interrupt();
      inputSaid.set(offset);
    }
    say(ServerMessage.interrupted(offset));
  }

  /**
   * Called once a second: ends the terminal when its idle time or its maximum time is over, and
   * frees memory when it is idle.
   */
  void tick(TerminalSettings settings, long now) {
    if (output.quietFor(now) > REST_NANOS) {
      output.trim(settings.scrollbackIdle());
    }
    output.resume();
    trace.resizes().tick(now);
    Limits granted = admission.limits();
    idle.tick(
        this, granted.idle().orElse(settings.idleTimeout()), settings.warning(), now - typedNanos);
    maximum.tick(
        this,
        granted.maximum().orElse(settings.maximumTime()),
        settings.warning(),
        now - openedNanos);
  }

  /** Sends a message to the viewer, if there is one. */
  void say(String message) {
    FrameSender shown = output.viewer();
    if (shown != null && acknowledges) {
      shown.say(message);
    }
  }

  /**
   * Acknowledges what the host has taken. Small input is acknowledged only here, once a second, so
   * that an acknowledgement never delays an echo.
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
    long said = inputSaid.get();
    if (offset - said >= least && inputSaid.compareAndSet(said, offset)) {
      say(ServerMessage.ack(offset));
    }
  }

  private void tell(Size size) {
    Shell to = shell();
    if (to != null) {
      to.resize(size);
      trace.resizes().told(size, System.nanoTime());
    }
  }

  private void finish(FrameSender shown, Ending why) {
    shown.finish(
        acknowledges ? ServerMessage.ended(why) : ServerMessage.plain(why.sentence()),
        why.failure());
  }
}
