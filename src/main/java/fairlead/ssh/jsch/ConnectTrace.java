package fairlead.ssh.jsch;

import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Destination;
import fairlead.ssh.Interaction;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;
import fairlead.telemetry.SpanFailure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Traces one opening: a span for the whole, one for each phase and each question, and metrics of
 * the durations, which leave out the time in which the person is asked.
 */
final class ConnectTrace implements Prompter, ConnectProgress {
  private final Tracer tracer;
  private final SshMetrics metrics;
  private final Interaction interaction;
  private final ConnectTrace whole;
  private final Span span;
  private final Context context;
  private final long sinceNanos = System.nanoTime();
  private long askedNanos;
  private Phase phase;
  private Span phaseSpan = Span.getInvalid();
  private long phaseSinceNanos;
  private long phaseAskedNanos;

  /** Begins a span, as a child of the calling thread's current span. */
  ConnectTrace(
      Tracer tracer, SshMetrics metrics, Destination destination, Interaction interaction) {
    this(tracer, metrics, destination, interaction, "ssh.connect", null);
  }

  private ConnectTrace(
      Tracer tracer,
      SshMetrics metrics,
      Destination destination,
      Interaction interaction,
      String name,
      ConnectTrace whole) {
    this.tracer = tracer;
    this.metrics = metrics;
    this.interaction = interaction;
    this.whole = whole;
    Context parent = whole == null ? Context.current() : whole.context;
    span =
        tracer
            .spanBuilder(name)
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("server.address", destination.address())
            .setAttribute("server.port", (long) destination.port())
            .setAttribute("fairlead.host", destination.name())
            .startSpan();
    context = parent.with(span);
  }

  /** Begins the trace of a jump host: a child span, with separate phases. */
  ConnectTrace hop(Destination hop) {
    return new ConnectTrace(
        tracer, metrics, hop, interaction, "ssh.hop", whole == null ? this : whole);
  }

  @Override
  public void phase(Phase next) {
    endPhase(null);
    phase = next;
    phaseSinceNanos = System.nanoTime();
    phaseAskedNanos = askedNanos;
    phaseSpan = tracer.spanBuilder(name(next)).setParent(context).startSpan();
    interaction.progress().phase(next);
  }

  @Override
  public char[][] ask(Prompt prompt) throws SshException {
    Span asking =
        tracer
            .spanBuilder("ssh.prompt")
            .setParent(phase == null ? context : context.with(phaseSpan))
            .setAttribute(SshMetrics.KIND, SshMetrics.lower(prompt.kind()))
            .startSpan();
    long since = System.nanoTime();
    String outcome = "cancelled";
    try {
      char[][] answer = interaction.prompter().ask(prompt);
      outcome = "answered";
      return answer;
    } catch (SshException e) {
      outcome = e.reason() == SshException.Reason.PROMPT_TIMEOUT ? "timeout" : "cancelled";
      throw e;
    } finally {
      asked(System.nanoTime() - since);
      metrics.prompted(prompt.kind(), outcome);
      asking.setAttribute(SshMetrics.OUTCOME, outcome).end();
    }
  }

  private void asked(long nanos) {
    askedNanos += nanos;
    if (whole != null) {
      whole.asked(nanos);
    }
  }

  @Override
  public void banner(String text) {
    interaction.progress().banner(text);
  }

  /**
   * Ends the trace.
   *
   * @param error null on success
   */
  void end(SshException.Reason error) {
    endPhase(error);
    if (whole == null) {
      metrics.connected(null, System.nanoTime() - sinceNanos - askedNanos, error);
    }
    end(span, error);
  }

  private void endPhase(SshException.Reason error) {
    if (phase != null) {
      long asked = askedNanos - phaseAskedNanos;
      metrics.connected(phase, System.nanoTime() - phaseSinceNanos - asked, error);
      end(phaseSpan, error);
      phase = null;
    }
  }

  private static void end(Span ending, SshException.Reason error) {
    if (error != null) {
      SpanFailure.record(ending, SshMetrics.lower(error));
    }
    ending.end();
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case CONNECT -> "ssh.tcp";
      case EXCHANGE -> "ssh.exchange";
      case AUTHENTICATE -> "ssh.authenticate";
      case SHELL -> "ssh.shell";
    };
  }
}
