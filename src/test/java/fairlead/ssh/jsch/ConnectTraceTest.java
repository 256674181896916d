package fairlead.ssh.jsch;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Cancellation;
import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Interaction;
import fairlead.ssh.Login;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;
import fairlead.ssh.login.Password;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectTraceTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final long THINKING_MILLIS = 300;

  private final Person person = new Person();
  private ConnectTrace trace;

  /** Somebody who thinks before answering. */
  private static final class Person implements Prompter, ConnectProgress {
    private SshException.Reason refusal;

    @Override
    public char[][] ask(Prompt prompt) throws SshException {
      if (refusal != null) {
        throw new SshException(refusal, "No.");
      }
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(THINKING_MILLIS);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      return new char[][] {"hunter2".toCharArray()};
    }

    @Override
    public void banner(String text) {}

    @Override
    public void phase(Phase phase) {}
  }

  // The extension forgets instruments before each test.
  @BeforeEach
  void begin() {
    List<Login> logins = List.of(new Password());
    trace =
        new ConnectTrace(
            TELEMETRY.getOpenTelemetry().getTracer("test"),
            new SshMetrics(TELEMETRY.getOpenTelemetry()),
            new Destination("web", "10.0.0.1", 22, "me", logins, HostKeyPolicy.STRICT, true),
            new Interaction(person, person, new Cancellation()));
  }

  @Test
  void everyPhaseIsASpanBelowTheWholeAndEndsWhenTheNextBegins() {
    for (Phase phase : Phase.values()) {
      trace.phase(phase);
    }
    trace.end(null);
    assertEquals(
        List.of("ssh.tcp", "ssh.exchange", "ssh.authenticate", "ssh.shell", "ssh.connect"),
        TELEMETRY.getSpans().stream().map(SpanData::getName).toList());
    SpanData whole = TELEMETRY.getSpans().get(4);
    for (SpanData phase : TELEMETRY.getSpans().subList(0, 4)) {
      assertEquals(whole.getSpanId(), phase.getParentSpanId());
    }
    assertEquals(StatusCode.UNSET, whole.getStatus().getStatusCode());
  }

  @Test
  void theTimeInWhichAPersonIsAskedDoesNotCount() throws Exception {
    trace.phase(Phase.AUTHENTICATE);
    trace.ask(prompt());
    trace.end(null);
    Map<String, Double> seconds =
        points().stream()
            .collect(
                Collectors.toMap(
                    point -> point.getAttributes().get(SshMetrics.PHASE),
                    HistogramPointData::getSum));
    assertEquals(Set.of("authenticate", "total"), seconds.keySet());
    for (double second : seconds.values()) {
      assertTrue(second >= 0 && second < THINKING_MILLIS / 2e3, seconds.toString());
    }
  }

  @Test
  void aFailureIsNamedInItsPhaseAndInTheWhole() {
    trace.phase(Phase.CONNECT);
    trace.end(SshException.Reason.CONNECT_TIMEOUT);
    for (SpanData span : TELEMETRY.getSpans()) {
      assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
      assertEquals("connect_timeout", span.getAttributes().get(stringKey("error.type")));
    }
    for (HistogramPointData point : points()) {
      assertEquals("connect_timeout", point.getAttributes().get(SshMetrics.ERROR));
    }
    assertEquals(2, points().size());
  }

  @Test
  void aQuestionIsASpanWithItsOutcomeAndWithoutItsAnswer() throws Exception {
    trace.ask(prompt());
    person.refusal = SshException.Reason.PROMPT_TIMEOUT;
    assertThrows(SshException.class, () -> trace.ask(prompt()));
    person.refusal = SshException.Reason.CANCELLED;
    assertThrows(SshException.class, () -> trace.ask(prompt()));
    assertEquals(
        List.of("answered", "timeout", "cancelled"),
        TELEMETRY.getSpans().stream()
            .map(span -> span.getAttributes().get(SshMetrics.OUTCOME))
            .toList());
    assertTrue(TELEMETRY.getSpans().stream().noneMatch(span -> span.toString().contains("hunter")));
  }

  @Test
  void aHopIsASpanBelowTheWholeWithPhasesOfItsOwn() throws Exception {
    List<Login> logins = List.of(new Password());
    Destination bastion =
        new Destination("bastion", "10.0.0.9", 22, "me", logins, HostKeyPolicy.STRICT, true);
    ConnectTrace hop = trace.hop(bastion);
    hop.phase(Phase.AUTHENTICATE);
    hop.ask(prompt());
    hop.end(null);
    trace.phase(Phase.CONNECT);
    trace.end(null);
    List<SpanData> spans = TELEMETRY.getSpans();
    assertEquals(
        List.of("ssh.prompt", "ssh.authenticate", "ssh.hop", "ssh.tcp", "ssh.connect"),
        spans.stream().map(SpanData::getName).toList());
    assertEquals(spans.get(2).getSpanId(), spans.get(1).getParentSpanId());
    assertEquals(spans.get(4).getSpanId(), spans.get(2).getParentSpanId());
    assertEquals("bastion", spans.get(2).getAttributes().get(stringKey("fairlead.host")));
    List<HistogramPointData> totals =
        points().stream()
            .filter(point -> "total".equals(point.getAttributes().get(SshMetrics.PHASE)))
            .toList();
    assertEquals(1, totals.size());
    assertEquals(1, totals.get(0).getCount());
    assertTrue(totals.get(0).getSum() < THINKING_MILLIS / 2e3, "the hop's question counted");
  }

  private static Prompt prompt() {
    return new Prompt(Prompt.Kind.PASSWORD, "web", "Password", "", List.of());
  }

  private static List<HistogramPointData> points() {
    return TELEMETRY.getMetrics().stream()
        .filter(metric -> metric.getName().equals("fairlead.ssh.connect.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .toList();
  }
}
