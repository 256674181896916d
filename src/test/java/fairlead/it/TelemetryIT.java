package fairlead.it;

import static fairlead.testing.Exported.attribute;
import static fairlead.testing.Exported.attributes;
import static fairlead.testing.Exported.id;
import static fairlead.testing.Exported.names;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import fairlead.testing.AskingHost;
import fairlead.testing.Exported;
import fairlead.testing.OtlpReceiver;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spans and logs that a running server exports about a {@link Journey}. */
@ExtendWith(Travelled.class)
class TelemetryIT {
  private final Journey journey;
  private final OtlpReceiver collector;

  TelemetryIT(Journey journey) {
    this.journey = journey;
    collector = journey.collector;
  }

  @Test
  void openingIsOneTreeBelowTheUpgrade() {
    Span open = opening();
    Span upgrade = upgrade(open);
    assertEquals(upgrade.getTraceId(), open.getTraceId());
    assertTrue(upgrade.getParentSpanId().isEmpty());
    assertEquals("asks", attribute(open, "fairlead.host"));
    assertEquals("browser", attribute(open, "fairlead.terminal.mode"));
    assertEquals(Set.of("Admissions.open", "ssh.connect"), names(collector.below(open)));
    Span connect = collector.child(open, "ssh.connect");
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, connect.getKind());
    assertEquals("127.0.0.1", attribute(connect, "server.address"));
    assertNotNull(attribute(connect, "server.port"));
    assertEquals(
        Set.of("ssh.tcp", "ssh.exchange", "ssh.authenticate", "ssh.shell"),
        names(collector.below(connect)));
    List<Span> prompts = collector.below(collector.child(connect, "ssh.authenticate"));
    assertEquals(2, prompts.size());
    for (Span prompt : prompts) {
      assertEquals("ssh.prompt", prompt.getName());
      assertEquals("password", attribute(prompt, "fairlead.prompt.kind"));
      assertEquals("answered", attribute(prompt, "fairlead.prompt.outcome"));
    }
  }

  @Test
  void noTraceBeginsWithASpanThatWasNeverExported() {
    Set<ByteString> exported =
        collector.spans().stream().map(Span::getSpanId).collect(Collectors.toSet());
    for (Span span : collector.spans()) {
      if (span.getName().startsWith("terminal.") || span.getName().startsWith("ssh.")) {
        assertTrue(
            span.getParentSpanId().isEmpty() || exported.contains(span.getParentSpanId()),
            span.getName());
      }
      assertNotEquals(Journey.TRACE, id(span.getTraceId()), span.getName());
    }
  }

  @Test
  void theUpgradeHasItsNameAndRoute() {
    Span upgrade = upgrade(opening());
    assertEquals(Span.SpanKind.SPAN_KIND_SERVER, upgrade.getKind());
    assertEquals("/ws/terminal/", attribute(upgrade, "http.route"));
    assertEquals(101L, attribute(upgrade, "http.response.status_code"));
  }

  @Test
  void whatFollowsIsShortAndLinksToTheOpening() {
    Span open = opening();
    Object session = attribute(open, "session.id");
    for (String name :
        List.of("terminal.resize", "terminal.detach", "terminal.attach", "terminal.end")) {
      Span span =
          collector.spans(name).stream()
              .filter(one -> session.equals(attribute(one, "session.id")))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no " + name));
      assertTrue(
          span.getLinksList().stream().anyMatch(one -> one.getSpanId().equals(open.getSpanId())),
          name);
      if (name.equals("terminal.attach")) {
        assertEquals(span.getTraceId(), upgrade(span).getTraceId());
      } else {
        assertTrue(span.getParentSpanId().isEmpty(), name);
      }
      assertTrue(span.getEndTimeUnixNano() - span.getStartTimeUnixNano() < 5_000_000_000L, name);
    }
    Span resize = collector.spans("terminal.resize").get(0);
    assertEquals(100L, attribute(resize, "fairlead.terminal.columns"));
    assertEquals(40L, attribute(resize, "fairlead.terminal.rows"));
    Span attach = collector.spans("terminal.attach").get(0);
    assertEquals(1, attach.getLinksCount());
    assertEquals(journey.typed.length() - 2L, attribute(attach, "fairlead.terminal.replayed"));
    Span end = ending(session);
    assertEquals("exit", attribute(end, "fairlead.terminal.end.reason"));
    assertEquals(3L, attribute(end, "process.exit.code"));
  }

  /** As docs/TELEMETRY.md says, by disabling the provider that would overwrite it. */
  @Test
  void theNodesNameIsTheOneThatWasChosen() {
    assertEquals(
        Set.of(Journey.NODE),
        collector.resources().stream()
            .map(resource -> Exported.attributes(resource.getAttributesList()).get("host.name"))
            .collect(Collectors.toSet()));
  }

  @Test
  void aRefusedOpeningIsAFailureWithItsReason() {
    Span refused =
        collector.spans("terminal.open").stream()
            .filter(span -> attribute(span, "error.type") != null)
            .findFirst()
            .orElseThrow();
    assertEquals("no_such_host", attribute(refused, "error.type"));
    // The client asked for what there is not: no error of this server.
    assertEquals(Status.StatusCode.STATUS_CODE_UNSET, refused.getStatus().getCode());
    Span admission = collector.child(refused, "Admissions.open");
    assertEquals("fairlead.admission.NotAdmitted", attribute(admission, "error.type"));
    assertEquals(Status.StatusCode.STATUS_CODE_UNSET, admission.getStatus().getCode());
    assertEquals(
        "00-" + id(refused.getTraceId()) + "-" + id(refused.getSpanId()) + "-01",
        journey.failed.getString("traceparent"));
  }

  @Test
  void answersNameTheirTraceAndThePageIsToldWhereToLook() {
    String traceParent = journey.session.headers().firstValue("traceparent").orElseThrow();
    assertTrue(
        collector.spans("GET /api/session").stream()
            .anyMatch(span -> traceParent.contains(id(span.getTraceId()))));
    assertTrue(journey.session.body().contains("https://jaeger.example.com/trace/{traceId}"));
    assertEquals(
        "00-" + id(opening().getTraceId()) + "-" + id(opening().getSpanId()) + "-01",
        journey.opened.getString("traceparent"));
  }

  @Test
  void beansAndTimersAreTracedByAnnotation() {
    Span tick = collector.spans("Tick.tick").get(0);
    assertTrue(tick.getParentSpanId().isEmpty());
    assertEquals("fairlead.traced.Tick.tick", attribute(tick, "code.function.name"));
    assertEquals(Set.of("Lookups.find", "Lookups.fail"), names(collector.below(tick)));
    Span find = collector.child(tick, "Lookups.find");
    assertEquals("web", attribute(find, "fairlead.host"));
    assertEquals("[redacted]", attribute(find, "fairlead.password"));
    Span fail = collector.child(tick, "Lookups.fail");
    assertEquals("java.lang.IllegalStateException", attribute(fail, "error.type"));
    assertEquals("exception", fail.getEvents(0).getName());
  }

  @Test
  void logsBelongToTheirTrace() throws Exception {
    LogRecord line =
        collector.logs().stream()
            .filter(log -> log.getBody().getStringValue().contains(" opened on asks by operator"))
            .filter(log -> log.getTraceId().equals(opening().getTraceId()))
            .findFirst()
            .orElseThrow();
    assertFalse(line.getSpanId().isEmpty());
    Object session = attribute(opening(), "session.id");
    String console =
        Files.readString(
            journey.logs.stream()
                .filter(path -> path.endsWith("console.log"))
                .findFirst()
                .orElseThrow());
    assertTrue(
        console
            .lines()
            .anyMatch(
                text ->
                    text.contains("\"ext_trace_id\":\"" + id(opening().getTraceId()) + "\"")
                        && text.contains("\"ext_span_id\":\"")
                        && text.contains("\"ext_session_id\":\"" + session + "\"")));
  }

  @Test
  void noSecretIsInAnythingThatWasExportedOrLogged() throws Exception {
    List<String> secrets =
        List.of(
            journey.typed,
            journey.answered,
            AskingHost.PASSWORD,
            Browserless.PASSWORD,
            "hunter2",
            journey.opened.getString("terminal"),
            journey.opened.getString("token"),
            journey.secondTerminal);
    assertFalse(collector.bodies().isEmpty());
    for (byte[] body : collector.bodies()) {
      assertClean(secrets, new String(body, UTF_8), "exported");
    }
    assertFalse(journey.logs.isEmpty());
    for (Path log : journey.logs) {
      assertClean(secrets, Files.readString(log, ISO_8859_1), log.toString());
    }
  }

  @Test
  void theResourceHasNoCommandLine() {
    assertTrue(
        collector.resources().stream()
            .map(resource -> attributes(resource.getAttributesList()))
            .allMatch(
                resource ->
                    "fairlead".equals(resource.get("service.name"))
                        && !resource.containsKey("process.command_args")
                        && !resource.containsKey("process.command_line")));
  }

  private Span opening() {
    String shown = journey.opened.getString("traceparent").split("-", -1)[2];
    return collector.spans("terminal.open").stream()
        .filter(span -> id(span.getSpanId()).equals(shown))
        .findFirst()
        .orElseThrow();
  }

  /** The request whose socket this span is about, its parent. */
  private Span upgrade(Span span) {
    return collector.spans("GET /ws/terminal/").stream()
        .filter(one -> one.getSpanId().equals(span.getParentSpanId()))
        .findFirst()
        .orElseThrow();
  }

  private Span ending(Object session) {
    return collector.spans("terminal.end").stream()
        .filter(span -> session.equals(attribute(span, "session.id")))
        .findFirst()
        .orElseThrow();
  }

  private static void assertClean(List<String> secrets, String text, String where) {
    for (String secret : secrets) {
      assertFalse(text.contains(secret), secret + " is in " + where);
    }
  }
}
