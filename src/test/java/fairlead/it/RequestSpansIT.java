package fairlead.it;

import static fairlead.testing.Exported.attribute;
import static fairlead.testing.Exported.id;
import static fairlead.testing.Exported.names;
import static fairlead.testing.Exported.points;
import static fairlead.testing.Exported.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import fairlead.testing.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.http.HttpResponse;
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
      Span span = collector.spans(name).stream().findFirst().orElseThrow(() -> missing(name));
      assertEquals(name.substring("GET ".length()), attribute(span, "http.route"));
      assertEquals(200L, attribute(span, "http.response.status_code"));
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
  void whatIsNotThereIsNoFaultOfTheServerAndItsTraceCanBeFound() {
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
    assertEquals(
        List.of(), journey.logs.stream().filter(log -> log.toString().contains("ffdc")).toList());
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
