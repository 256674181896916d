package fairlead.it;

import static fairlead.testing.Exported.attribute;
import static fairlead.testing.Exported.id;
import static fairlead.testing.Exported.names;
import static fairlead.testing.Exported.points;
import static fairlead.testing.Exported.values;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import fairlead.testing.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spans of HTTP requests: served, refused, and for files. */
@ExtendWith(Travelled.class)
class RequestSpansIT {
  private final Journey journey;
  private final OtlpReceiver collector;

  RequestSpansIT(Journey journey) {
    this.journey = journey;
    collector = journey.collector;
  }

  @Test
  void whatAccessRefusesHasASpanAndItsAnswerNamesTheTrace() {
    assertRefused(journey.refused, 401, "GET /api/*", "/api/hosts");
    assertRefused(journey.refusedSocket, 401, "GET /ws/*", "/ws/terminal/");
  }

  private void assertRefused(HttpResponse<String> answer, int status, String name, String path) {
    assertEquals(status, answer.statusCode());
    String traceParent = answer.headers().firstValue("traceparent").orElseThrow();
    Span span =
        collector.spans(name).stream()
            .filter(one -> traceParent.contains(id(one.getSpanId())))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + name + " for " + traceParent));
    assertEquals(Span.SpanKind.SPAN_KIND_SERVER, span.getKind());
    assertEquals((long) status, attribute(span, "http.response.status_code"));
    assertEquals(path, attribute(span, "url.path"));
    assertEquals("You are not signed in.", attribute(span, "fairlead.access.refusal"));
    assertNull(attribute(span, "url.query"));
  }

  @Test
  void filesAreNamedByTheirRoute() {
    for (String name : List.of("GET /", "GET /assets/*", "GET /sign-in.html")) {
      Span span =
          collector.spans(name).stream()
              .filter(one -> Long.valueOf(200).equals(attribute(one, "http.response.status_code")))
              .findFirst()
              .orElseThrow(() -> missing(name));
      assertEquals(name.substring("GET ".length()), attribute(span, "http.route"));
    }
  }

  @Test
  void noServersSpanIsNamelessAndNoneIsNamedAfterWhatIsNotThere() {
    Set<String> names =
        names(
            collector.spans().stream()
                .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
                .collect(Collectors.toList()));
    assertFalse(names.contains("GET "), names.toString());
    assertFalse(names.toString().contains("nothing"), names.toString());
  }

  @Test
  void whatIsNotThereIsNoFaultOfTheServerAndItsTraceCanBeFound() throws IOException {
    journey.missing.forEach(
        (path, answer) -> {
          assertEquals(404, answer.statusCode(), path);
          String traceParent = answer.headers().firstValue("traceparent").orElseThrow();
          Span span =
              collector.spans().stream()
                  .filter(one -> traceParent.contains(id(one.getSpanId())))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(path + ": " + traceParent));
          assertEquals(404L, attribute(span, "http.response.status_code"), path);
          assertEquals(Status.StatusCode.STATUS_CODE_UNSET, span.getStatus().getCode(), path);
        });
    assertEquals(
        List.of(),
        collector.spans().stream()
            .filter(span -> Long.valueOf(500).equals(attribute(span, "http.response.status_code")))
            .toList());
    assertFalse(
        values(collector.metrics("http.server.request.duration"), "http.response.status_code")
            .contains(500L));
    for (Path log : journey.logs) {
      assertFalse(
          Files.readString(log, ISO_8859_1).contains("FileNotFoundException"), log.toString());
    }
  }

  @Test
  void aSignInSaysHowLongTheRegistryTook() {
    Set<String> callers =
        collector.spans("Registry.check").stream()
            .map(
                check ->
                    collector.spans().stream()
                        .filter(one -> one.getSpanId().equals(check.getParentSpanId()))
                        .map(Span::getName)
                        .collect(Collectors.joining()))
            .collect(Collectors.toSet());
    assertEquals(Set.of("POST /sign-in"), callers);
  }

  @Test
  void theMetricTellsTheArrivalOfABodyFromItsAnswer() {
    Set<Object> answers =
        collector.metrics("http.server.request.duration").stream()
            .flatMap(metric -> points(metric).stream())
            .filter(point -> "/sign-in".equals(point.get("http.route")))
            .map(point -> point.get("http.response.status_code"))
            .collect(Collectors.toSet());
    assertEquals(Set.of(202L, 303L), answers);
  }

  @Test
  void anUpgradeHasItsRouteInTheServersMetricToo() {
    Set<Object> routes =
        collector.metrics("http.server.request.duration").stream()
            .flatMap(metric -> points(metric).stream())
            .filter(point -> Long.valueOf(101).equals(point.get("http.response.status_code")))
            .map(point -> point.get("http.route"))
            .collect(Collectors.toSet());
    assertEquals(Set.of("/ws/terminal/"), routes);
  }

  private AssertionError missing(String name) {
    return new AssertionError("no " + name + " among " + names(collector.spans()));
  }
}
