package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.ssh.Exit;
import fairlead.ssh.SshException;
import fairlead.telemetry.Log;
import fairlead.telemetry.SessionContext;
import fairlead.telemetry.SpanFailure;
import fairlead.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The spans, metrics and log lines of one terminal. Its whole life is not a span, because it may
 * last for hours: the opening is a span, and each of the later, short spans links to it.
 */
final class TerminalTrace {
  private static final Log LOG = Log.of(TerminalTrace.class);

  /** Shorter waits are normal flow control and not recorded. */
  private static final long STALL_NANOS = 10_000_000L;

  private final TerminalTelemetry telemetry;
  private final String mode;
  private final Span opening;
  private final Context context;
  private final Echo echo;
  private final Resizes resizes = new Resizes(() -> span("terminal.resize"));
  private final long sinceNanos = System.nanoTime();
  // Not the terminal's id in the protocol: with that one its owner can request a resume token.
  private final String session = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private String host = "";
  private boolean opened;
  private Ending early;
  private long received;
  private long transmitted;
  private long skipped;

  TerminalTrace(TerminalTelemetry telemetry, String mode, Span opening) {
    this.telemetry = telemetry;
    this.mode = mode;
    this.opening = opening;
    context = SessionContext.in(Context.root().with(opening), session);
    echo = new Echo(telemetry.metrics(), Context.root().with(opening));
    opening.setAttribute("session.id", session).setAttribute(TerminalMetrics.MODE, mode);
  }

  /** The identifier of this terminal in spans and logs. */
  String session() {
    return session;
  }

  Echo echo() {
    return echo;
  }

  Resizes resizes() {
    return resizes;
  }

  /** The context in which the terminal is opened. */
  Context context() {
    return context;
  }

  SpanContext opening() {
    return opening.getSpanContext();
  }

  /** The {@code traceparent} for the browser, or null if the trace is not sampled. */
  String traceParent() {
    return TraceParent.of(opening);
  }

  /** Sets the host once it is known to exist; before that, its name is only what a client sent. */
  void host(String name) {
    host = name;
    opening.setAttribute("fairlead.host", name);
  }

  synchronized void opened() {
    opened = true;
    opening.end();
    telemetry.metrics().opened(mode);
    if (early != null) {
      told(early);
    }
  }

  /**
   * The terminal could not be opened.
   *
   * @param error one of few, in lower case, such as {@code connect_timeout}
   */
  private void failed(String error) {
    SpanFailure.record(opening, error);
    opening.end();
    telemetry.metrics().failed(mode, error, TerminalMetrics.Blame.SERVER);
  }

  /**
   * The terminal was not opened because of what the person requested, answered or did not answer.
   */
  private void declined(String error) {
    SpanFailure.refuse(opening, error);
    opening.end();
    telemetry.metrics().failed(mode, error, TerminalMetrics.Blame.CLIENT);
  }

  /** The terminal could not be opened for this reason. */
  void failed(SshException.Reason reason) {
    String error = TerminalMetrics.lower(reason);
    if (byPerson(reason)) {
      declined(error);
    } else {
      failed(error);
    }
  }

  /** The terminal was refused for this reason; does nothing if it was open already. */
  synchronized void refused(Failure failure) {
    if (opened) {
      return;
    }
    String error = failure.label();
    if (failure.kind().isError()) {
      failed(error);
    } else {
      declined(error);
    }
  }

  private static boolean byPerson(SshException.Reason reason) {
    return switch (reason) {
      case ADDRESS_REFUSED, PROMPT_TIMEOUT, CANCELLED, AUTHENTICATION_REFUSED -> true;
      case UNREACHABLE,
          CONNECT_TIMEOUT,
          BANNER_TIMEOUT,
          EXCHANGE_TIMEOUT,
          AUTHENTICATION_TIMEOUT,
          HOST_KEY_UNKNOWN,
          HOST_KEY_CHANGED,
          HOST_KEY_REFUSED,
          ALGORITHMS,
          KEY_FILE,
          CHANNEL,
          NO_SHELL,
          PROTOCOL ->
          false;
    };
  }

  /** Records an unexpected exception; does nothing if the terminal was open already. */
  synchronized void failed(RuntimeException fault) {
    if (!opened) {
      SpanFailure.record(opening, fault);
      opening.end();
      telemetry.metrics().failed(mode, "fault", TerminalMetrics.Blame.SERVER);
    }
  }

  /** Adds this terminal's attributes to the span of an attach. */
  void attaching(Span attach) {
    attach.addLink(opening());
    attach.setAttribute("session.id", session).setAttribute("fairlead.host", host);
  }

  synchronized void attached(Span attach, Attachment at) {
    skipped += at.skipped();
    attach.setAttribute("fairlead.terminal.replayed", at.replayed());
    attach.setAttribute("fairlead.terminal.skipped", at.skipped());
    telemetry.metrics().resumed(at);
  }

  /** The browser is gone, but the terminal continues. */
  void detached(int code) {
    span("terminal.detach").setAttribute(TerminalMetrics.CODE, (long) code).startSpan().end();
  }

  synchronized void ended(Ending ending) {
    if (opened) {
      told(ending);
    } else {
      // It ended before it was open. The end is recorded only if the opening succeeds.
      early = ending;
    }
  }

  @SuppressWarnings("try") // a scope is there to be closed
  private void told(Ending how) {
    resizes.flush();
    String reason = TerminalMetrics.lower(how.reason());
    telemetry.metrics().ended(how.reason(), System.nanoTime() - sinceNanos);
    SpanBuilder builder = span("terminal.end").setAttribute(TerminalMetrics.REASON, reason);
    if (how.exit() instanceof Exit.Status status) {
      builder.setAttribute("process.exit.code", (long) status.status());
    }
    Span end = builder.startSpan();
    Context ending = SessionContext.in(Context.root().with(end), session);
    try (Scope scope = ending.makeCurrent()) {
      LOG.log(Level.INFO, "Terminal {0} on {1} ended: {2}", session, host, reason);
    } finally {
      end.end();
    }
  }

  /** Records how long bytes waited for one side, unless the wait was short. */
  void stalled(TerminalMetrics.Side side, long nanos) {
    if (nanos >= STALL_NANOS) {
      telemetry.metrics().stalled(side, nanos);
    }
  }

  /** Guarded by {@link TerminalGauges}. */
  long newlyReceived(long offset) {
    long more = Math.max(0, offset - received);
    received += more;
    return more;
  }

  /** Guarded by {@link TerminalGauges}. */
  long newlyTransmitted(long offset) {
    long gone;
    synchronized (this) {
      gone = skipped;
    }
    long more = Math.max(0, offset - gone - transmitted);
    transmitted += more;
    return more;
  }

  private SpanBuilder span(String name) {
    return telemetry
        .span(name)
        .setNoParent()
        .addLink(opening())
        .setAttribute("session.id", session)
        .setAttribute("fairlead.host", host);
  }
}
