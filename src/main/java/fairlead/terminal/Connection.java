package fairlead.terminal;

import fairlead.access.Person;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.Cancellation;
import fairlead.ssh.Interaction;
import fairlead.ssh.PendingPrompt;
import fairlead.ssh.Shell;
import fairlead.ssh.Size;
import fairlead.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One socket: which messages it may send now, and the terminal that it shows.
 *
 * <p>Nothing here blocks, except for input in plain mode, which {@link SocketReads} brings on a
 * thread of its own: Liberty reads the next frame only after the handler of this one has returned.
 */
final class Connection {
  /**
   * How long after its own deadline a socket may report the end of a send, a close or a read. A
   * read that does not wait for input has no other deadline.
   */
  private static final long LATE_NANOS = 10_000_000_000L;

  /** Tolerance for a browser that itself pings at the same interval. */
  private static final long LEEWAY_NANOS = 1_500_000_000L;

  private final Terminals terminals;
  private final TerminalSettings settings;
  private final Person person;
  private final boolean plain;
  private final FrameSender sender;
  private final SpanContext upgrade;
  private final long openedNanos = System.nanoTime();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Cancellation cancellation = new Cancellation();
  private volatile long heardNanos = openedNanos;
  private volatile long pingedNanos = openedNanos;
  private volatile boolean begun;
  private volatile Terminal terminal;
  private volatile PendingPrompt prompt;
  private volatile int code;
  private volatile Failure refusal;
  private volatile String traceParent;
  private volatile Instant tokenEnd;
  private volatile SocketReads reads;
  private boolean stalled;

  /**
   * Creates the connection of a socket that was just opened.
   *
   * @param upgrade the span of the request that was upgraded to this socket
   */
  Connection(
      Terminals terminals,
      TerminalSettings settings,
      Person person,
      boolean plain,
      Wire wire,
      SpanContext upgrade) {
    this.terminals = terminals;
    this.settings = settings;
    this.person = person;
    this.plain = plain;
    this.upgrade = upgrade;
    sender = new FrameSender(wire, () -> closed(Failure.TOO_SLOW.closeCode()));
  }

  /** Sets when to close the connection: when the token that opened it expires. */
  void until(Instant end) {
    tokenEnd = end;
  }

  /** Sets what handles the socket's reads. */
  void readBy(SocketReads handler) {
    reads = handler;
  }

  Person person() {
    return person;
  }

  FrameSender viewer() {
    return sender;
  }

  boolean plain() {
    return plain;
  }

  SpanContext upgrade() {
    return upgrade;
  }

  /**
   * Sets the span of the last request. A failure message names its trace, so that the person can
   * quote it.
   */
  void asked(Span span) {
    traceParent = TraceParent.of(span);
  }

  /** Whether the connection has ended: the person left, or it was refused. */
  boolean left() {
    return cancellation.cancelled();
  }

  /** The close code once the connection is closed or being closed; 0 before. */
  int code() {
    return code;
  }

  /** Why this server ended the connection; empty if it did not. */
  Optional<Failure> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Opens the default host at once, for a client without subprotocol. */
  void openPlain() {
    begun = true;
    try {
      PlainClient client = new PlainClient(sender);
      terminals.openDefault(this, new Interaction(client, client, cancellation));
    } catch (Refused e) {
      refuse(e.failure(), e.getMessage());
    }
  }

  /** Handles a text frame of {@code fairlead.v1}. */
  void text(String text) {
    heardNanos = System.nanoTime();
    if (refused()) {
      return;
    }
    try {
      ClientMessage.parse(text).deliver(this);
    } catch (Refused e) {
      refuse(e.failure(), e.getMessage());
    }
  }

  /** Messages that follow a refused one are ignored. */
  private boolean refused() {
    return code != 0;
  }

  /** Handles input that a person typed. */
  void input(byte[] bytes) {
    heardNanos = System.nanoTime();
    if (refused()) {
      return;
    }
    Terminal to = terminal;
    if (to == null) {
      refuse(Failure.BAD_MESSAGE, "Input arrived before the terminal was open.");
      return;
    }
    if (plain) {
      putPlain(to, bytes);
    } else if (!to.type(sender, bytes)) {
      refuse(Failure.BAD_MESSAGE, "Input exceeds the credit of " + to.input().credit() + " bytes.");
    }
  }

  private void putPlain(Terminal to, byte[] bytes) {
    // What came with the handshake is handled by the server's thread, which must not wait.
    boolean mayWait = reading(System.nanoTime()) > 0;
    try {
      if (!to.typePlain(bytes, mayWait ? settings.inputTimeout() : Duration.ZERO)) {
        refuse(Failure.TOO_SLOW, "The host did not accept input for too long.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse(Failure.GOING_AWAY, Failure.GOING_AWAY.sentence());
    }
  }

  void open(ClientMessage.Open wish) throws Refused {
    begin();
    String host = wish.host();
    BrowserClient client = new BrowserClient(sender);
    PendingPrompt asking =
        new PendingPrompt(
            client,
            settings.promptTimeout(),
            host + " asked a question that was not answered in time. Open a new terminal.",
            "Opening a terminal on " + host + " was cancelled.",
            cancellation);
    prompt = asking;
    terminals.open(this, wish, new Interaction(asking, client, cancellation));
  }

  void attach(ClientMessage.Attach wish) throws Refused {
    begin();
    terminals.attach(this, wish);
  }

  void resize(Size size) throws Refused {
    opened().resize(size);
  }

  void acknowledged(long output) throws Refused {
    opened().output().acknowledged(sender, output);
  }

  void answer(int id, char[][] values) throws Refused {
    PendingPrompt asking = prompt;
    if (asking == null) {
      throw new Refused(Failure.BAD_MESSAGE, "There is no open question to answer.");
    }
    asking.answer(id, values);
  }

  void interrupt() throws Refused {
    opened().interrupt(sender);
  }

  void end() throws Refused {
    opened().end(Ending.of(Ending.Reason.CLOSED));
  }

  void ping(double t) {
    Terminal shown = terminal;
    Shell shell = shown == null ? null : shown.shell();
    OptionalDouble ssh = OptionalDouble.empty();
    if (shell != null) {
      ssh = shell.roundTripMillis();
      shell.measureRoundTrip();
    }
    sender.say(ServerMessage.pong(t, ssh));
  }

  /**
   * Sets the terminal that this connection shows and types into.
   *
   * @return false if the person has left already
   */
  boolean show(Terminal shown) {
    terminal = shown;
    return !left();
  }

  private void begin() throws Refused {
    if (begun) {
      throw new Refused(Failure.BAD_MESSAGE, "This connection already has a terminal.");
    }
    begun = true;
  }

  private Terminal opened() throws Refused {
    Terminal shown = terminal;
    if (shown == null) {
      throw new Refused(Failure.BAD_MESSAGE, "There is no terminal yet.");
    }
    return shown;
  }

  /** Sends the person a notice. */
  void say(String kind, String sentence) {
    sender.say(plain ? ServerMessage.plain(sentence) : ServerMessage.notice(kind, sentence));
  }

  /** Sends a notice with the seconds until what it announces. */
  void say(String kind, String sentence, long seconds) {
    sender.say(
        plain ? ServerMessage.plain(sentence) : ServerMessage.notice(kind, sentence, seconds));
  }

  private long reading(long now) {
    SocketReads by = reads;
    return by == null ? 0 : by.nanos(now);
  }

  /**
   * Called once a second, and never waits: cuts the connection if a read has been handled for too
   * long. Then Liberty waits for the peer to read.
   */
  void watch(long now) {
    long deadline = plain ? settings.inputTimeout().toNanos() : 0;
    if (reading(now) > deadline + LATE_NANOS) {
      sender.cut();
    }
  }

  /** Called once a second: checks deadlines, sends pings and notices. */
  void tick(long now) {
    if (sender.sendingNanos(now) > settings.sendTimeout().toNanos() + LATE_NANOS) {
      sender.giveUp();
    } else if (tokenEnd != null && Instant.now().isAfter(tokenEnd)) {
      refuse(Failure.NOT_SIGNED_IN, "The token that opened this connection has expired.");
    } else if (!begun && now - openedNanos > settings.firstMessageTimeout().toNanos()) {
      refuse(Failure.TOO_SLOW, "The first message did not arrive in time.");
    } else if (!plain) {
      tickPings(now);
      Terminal shown = terminal;
      if (shown != null) {
        shown.sayInput();
        tellStall(shown, now);
      }
    }
  }

  private void tickPings(long now) {
    long interval = settings.pingInterval().toNanos();
    // 2.5 intervals: two pings may be late or lost.
    if (now - heardNanos > interval * 5 / 2) {
      refuse(Failure.TOO_SLOW, "The browser did not respond for too long.");
    } else if (now - Math.max(heardNanos, pingedNanos) > interval + LEEWAY_NANOS) {
      // Not needed for a browser that sends its own pings.
      pingedNanos = now;
      sender.say(ServerMessage.ping(now / 1e6));
    }
  }

  private void tellStall(Terminal shown, long now) {
    boolean stalls = shown.input().stalledNanos(now) > settings.inputStalled().toNanos();
    if (stalls != stalled) {
      stalled = stalls;
      sender.say(
          stalls
              ? ServerMessage.notice("input-stalled", "The host is not accepting input.")
              : ServerMessage.notice("input-resumed", "The host accepts input again."));
    }
  }

  /**
   * Closes the connection because the server stops. A viewer is not closed here: it is told by the
   * end of its terminal.
   */
  void goAway() {
    Terminal shown = terminal;
    if (shown == null || shown.output().viewer() != sender) {
      refuse(Failure.GOING_AWAY, Failure.GOING_AWAY.sentence());
    }
  }

  /** Called when the server failed at a frame, and so reads nothing more. */
  void broken() {
    refuse(Failure.BAD_FRAME, Failure.BAD_FRAME.sentence());
  }

  /** Ends this connection with a failure; its terminal continues unless in plain mode. */
  void refuse(Failure failure, String sentence) {
    if (code == 0) {
      code = failure.closeCode();
      refusal = failure;
    }
    sender.close(
        plain
            ? ServerMessage.plain(sentence)
            : ServerMessage.failed(failure, sentence, traceParent),
        failure,
        sentence);
    leave();
  }

  /**
   * Called when the socket is closed.
   *
   * @param with the close code, unless this side had begun to close
   */
  void closed(int with) {
    if (closed.compareAndSet(false, true)) {
      code = code == 0 ? with : code;
      sender.gone();
      leave();
      // The server may keep the socket, and this object, until the peer answers the close.
      terminal = null;
      terminals.closed(this);
    }
  }

  private void leave() {
    cancellation.cancel();
    Terminal left = terminal;
    if (left != null) {
      left.detach(sender, code);
      if (plain) {
        left.end(Ending.of(Ending.Reason.CLOSED));
      }
    }
  }
}
