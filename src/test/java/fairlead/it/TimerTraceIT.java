package fairlead.it;

import static fairlead.testing.Exported.attribute;
import static fairlead.testing.Exported.names;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One run of the health check: from the timer through the server's own HTTP down to Redis. */
@ExtendWith(Travelled.class)
class TimerTraceIT {
  private static final String KEY = "fairlead:cache:health-check:?";
  private static final String TURN = "fairlead:turn:health-check";
  private static final String TURNS = "fairlead:turns:health-check";
  private static final Pattern WHOLE_KEY = Pattern.compile("health-check:[0-9a-f]{8}-[0-9a-f]{4}-");

  private final Journey journey;
  private final OtlpReceiver collector;
  private final Span run;

  TimerTraceIT(Journey journey) {
    this.journey = journey;
    collector = journey.collector;
    run = journey.runs().get(0);
  }

  @Test
  void aRunIsATraceOfItsOwnWithItsOutcome() {
    assertTrue(run.getParentSpanId().isEmpty());
    assertEquals(Span.SpanKind.SPAN_KIND_INTERNAL, run.getKind());
    assertEquals("fairlead.health.HealthCheckRun.run", attribute(run, "code.function.name"));
    assertEquals("success", attribute(run, "fairlead.timer.outcome"));
    Set<String> below = new TreeSet<>(names(collector.below(run)));
    // For the run that finds a Redis without the script that sets the end of a key.
    below.remove("SCRIPT LOAD");
    assertEquals(Set.of("SET " + TURN, "INCR " + TURNS, "EVALSHA " + TURNS, "GET"), below);
  }

  /** Both are clients' spans: of one name they would be one row, with one rate and one p95. */
  @Test
  void noCommandOfRedisHasTheNameOfAnHttpRequest() {
    Set<String> commands = new TreeSet<>();
    Set<String> requests = new TreeSet<>();
    for (Span span : collector.spans()) {
      if ("redis".equals(attribute(span, "db.system.name"))) {
        commands.add(span.getName());
      } else if (attribute(span, "http.request.method") != null) {
        requests.add(span.getName());
      }
    }
    assertTrue(commands.contains("GET " + KEY), commands.toString());
    assertTrue(requests.contains("GET"), requests.toString());
    commands.retainAll(requests);
    assertEquals(Set.of(), commands);
  }

  /** It is made once a minute for as long as the server runs. */
  @Test
  void aRunThatGoesWellWarnsOfNothing() throws Exception {
    for (Path log : journey.logs) {
      assertFalse(
          Files.readString(log, ISO_8859_1).contains("ResponseExceptionMapper"), log.toString());
    }
  }

  @Test
  void theMeasurementOfARunLeadsToItsTrace() {
    assertTrue(
        collector.metrics("fairlead.timer.run.duration").stream()
            .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
            .flatMap(point -> point.getExemplarsList().stream())
            .anyMatch(exemplar -> exemplar.getTraceId().equals(run.getTraceId())));
  }

  @Test
  void theCallOfTheServerIsBelowTheCallOfTheClient() {
    Span call = collector.child(run, "GET");
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, call.getKind());
    assertEquals(200L, attribute(call, "http.response.status_code"));
    Span served = collector.child(call, "GET /health-check");
    assertEquals(Span.SpanKind.SPAN_KIND_SERVER, served.getKind());
    assertEquals("/health-check/", attribute(served, "url.path"));
    assertEquals(
        List.of("PSETEX " + KEY, "GET " + KEY, "DEL " + KEY), inOrder(collector.below(served)));
    assertEquals(
        Set.of(run.getTraceId()),
        Set.of(call, served).stream().map(Span::getTraceId).collect(Collectors.toSet()));
  }

  @Test
  void eachCommandOfTheRoundTripSaysWhoAskedWhom() {
    Span served = collector.child(collector.child(run, "GET"), "GET /health-check");
    for (Span command : collector.below(served)) {
      assertEquals(run.getTraceId(), command.getTraceId());
      assertRedis(
          command,
          command.getName().replace(" " + KEY, ""),
          KEY,
          "fairlead.health.RoundTrip.roundTrip");
    }
  }

  @Test
  void theTurnOfTheClusterIsACommandToo() {
    assertRedis(
        collector.child(run, "SET " + TURN),
        "SET",
        TURN,
        "fairlead.health.HealthCheckRun.runInTurn");
  }

  @Test
  void noCommandShowsAValueOrWhoseKeyItIs() throws Exception {
    Set<Object> allowed =
        Set.of(
            "PSETEX " + KEY + " ? ?",
            "GET " + KEY,
            "DEL " + KEY,
            "SET " + TURN + " ? ? ? ?",
            // Whose turn it is, when it is another's.
            "GET " + TURN,
            "INCR " + TURNS,
            "SCRIPT LOAD ?",
            "EVALSHA ? 1 " + TURNS + " ? ?");
    Set<Object> texts =
        collector.spans().stream()
            .filter(span -> "redis".equals(attribute(span, "db.system.name")))
            .map(span -> attribute(span, "db.query.text"))
            .collect(Collectors.toSet());
    assertTrue(texts.contains("SET " + TURN + " ? ? ? ?"), texts.toString());
    texts.removeAll(allowed);
    assertEquals(Set.of(), texts);
    for (byte[] body : collector.bodies()) {
      assertFalse(WHOLE_KEY.matcher(new String(body, ISO_8859_1)).find());
    }
    for (Path log : journey.logs) {
      assertFalse(WHOLE_KEY.matcher(Files.readString(log, ISO_8859_1)).find(), log.toString());
    }
  }

  private void assertRedis(Span command, String operation, String key, String caller) {
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, command.getKind());
    assertEquals("redis", attribute(command, "db.system.name"));
    assertEquals(operation, attribute(command, "db.operation.name"));
    assertEquals("0", attribute(command, "db.namespace"));
    assertEquals("localhost", attribute(command, "server.address"));
    assertEquals((long) journey.redisPort, attribute(command, "server.port"));
    assertEquals("127.0.0.1", attribute(command, "network.peer.address"));
    assertEquals(key, attribute(command, "fairlead.redis.key"));
    assertEquals(caller, attribute(command, "code.function.name"));
    assertEquals(0, command.getEventsCount());
  }

  private static List<String> inOrder(List<Span> spans) {
    return spans.stream()
        .sorted(
            (one, other) -> Long.compare(one.getStartTimeUnixNano(), other.getStartTimeUnixNano()))
        .map(Span::getName)
        .toList();
  }
}
