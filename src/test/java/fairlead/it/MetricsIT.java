package fairlead.it;

import static fairlead.testing.Exported.id;
import static fairlead.testing.Exported.largest;
import static fairlead.testing.Exported.points;
import static fairlead.testing.Exported.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.stack.Metric;
import fairlead.stack.Metrics;
import fairlead.testing.Exported;
import fairlead.testing.OtlpReceiver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a running server measures in a {@link Journey}, against what dashboards may use. */
@ExtendWith(Travelled.class)
class MetricsIT {
  private final Journey journey;
  private final OtlpReceiver collector;

  MetricsIT(Journey journey) {
    this.journey = journey;
    collector = journey.collector;
  }

  @Test
  void whateverIsExportedIsListedAsItIs() throws IOException {
    Map<String, Metric> listed =
        Metrics.exported().stream().collect(Collectors.toMap(Metric::name, Function.identity()));
    Set<String> wrong = new TreeSet<>();
    for (var metric : collector.metrics()) {
      Metric line = listed.get(metric.getName());
      String found = metric.getName() + ": " + instrument(metric) + " " + metric.getUnit();
      if (line == null) {
        wrong.add(found + " is not listed");
        continue;
      }
      if (instrument(metric) != line.instrument() || !metric.getUnit().equals(line.unit())) {
        wrong.add(found);
      }
      for (Map<String, Object> point : points(metric)) {
        Set<String> rest = new TreeSet<>(point.keySet());
        rest.removeAll(line.optional());
        if (!rest.equals(line.required())) {
          wrong.add(metric.getName() + " has " + point.keySet());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  /**
   * The SDK's default boundaries are for milliseconds, from 5 to 10,000: a histogram in seconds
   * that has them shows nothing.
   */
  @Test
  void everyHistogramHasBoundariesOfItsOwn() {
    Set<String> wrong = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (var metric : collector.metrics()) {
      for (var point : metric.getHistogram().getDataPointsList()) {
        seen.add(metric.getName());
        List<Double> boundaries = point.getExplicitBoundsList();
        // The SDK's begin with 0; the server's own for collections are only four.
        if (boundaries.size() < 4 || boundaries.get(0) <= 0 || boundaries.contains(10_000.0)) {
          wrong.add(metric.getName() + " " + boundaries);
        }
      }
    }
    assertEquals(Set.of(), wrong);
    assertTrue(
        seen.containsAll(
            Set.of(
                "fairlead.health.check.duration",
                "fairlead.timer.run.duration",
                "fairlead.host.probe.duration",
                "fairlead.terminal.echo.duration")),
        seen.toString());
  }

  @Test
  void anEchoIsMeasuredFromATenthOfAMillisecond() {
    for (var metric : collector.metrics("fairlead.terminal.echo.duration")) {
      for (var point : metric.getHistogram().getDataPointsList()) {
        assertEquals(0.0001, point.getExplicitBounds(0));
      }
    }
  }

  @Test
  void whateverIsListedOfFairleadAndRedisIsExported() throws IOException {
    Set<String> missing =
        Metrics.exported().stream()
            .map(Metric::name)
            .filter(name -> name.startsWith("fairlead.") || name.startsWith("db."))
            .filter(name -> collector.metrics(name).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing);
  }

  @Test
  void countsAreWhatHappened() {
    assertEquals(
        Set.of("exit", "closed"),
        values(collector.metrics("fairlead.terminal.ended"), "fairlead.terminal.end.reason"));
    assertEquals(
        Set.of("success", "refused"),
        values(collector.metrics("fairlead.access.sign_ins"), "fairlead.sign_in.outcome"));
    assertEquals(
        Set.of("connect", "exchange", "authenticate", "shell", "total"),
        values(collector.metrics("fairlead.ssh.connect.duration"), "fairlead.ssh.phase"));
    assertTrue(
        values(collector.metrics("fairlead.access.refused"), "http.response.status_code")
            .contains(401L));
    // Ctrl-D is not said again.
    long typed = journey.typed.length() + 1L + journey.keys;
    assertEquals(typed, largest(collector.metrics("fairlead.terminal.io"), "receive"));
    assertEquals(typed - 1, largest(collector.metrics("fairlead.terminal.io"), "transmit"));
  }

  /** The journey drops its first connection without a word, as a lost network does. */
  @Test
  void aLostNetworkIsNoFaultOfTheServer() {
    Set<Object> codes =
        values(collector.metrics("fairlead.terminal.closed"), "fairlead.close.code");
    assertTrue(codes.contains(1006L), codes.toString());
    assertFalse(codes.contains(1011L), codes.toString());
    assertFalse(codes.contains(4500L), codes.toString());
  }

  @Test
  void whatAPersonAskedForWronglyIsTheClientsSide() {
    assertEquals(
        Set.of("client"),
        collector.metrics("fairlead.terminal.opened").stream()
            .flatMap(metric -> points(metric).stream())
            .filter(point -> "no_such_host".equals(point.get("error.type")))
            .map(point -> point.get("fairlead.error.side"))
            .collect(Collectors.toSet()));
  }

  @Test
  void whatIsAroundTheTerminalsIsMeasuredToo() {
    // A machine with other work lets hosts wait too.
    assertTrue(
        values(collector.metrics("fairlead.terminal.stall.duration"), "fairlead.stall.side")
            .contains("browser"));
    assertEquals(
        Set.of("up", "down"),
        values(collector.metrics("fairlead.host.probe.duration"), "fairlead.probe.outcome"));
    assertTrue(
        values(collector.metrics("fairlead.timer.run.duration"), "fairlead.timer.outcome")
            .contains("success"));
    assertTrue(
        values(collector.metrics("fairlead.health.state"), "fairlead.health.check")
            .containsAll(Set.of("redis", "server", "disk")));
    assertTrue(
        values(collector.metrics("db.client.operation.duration"), "db.operation.name")
            .containsAll(Set.of("PSETEX", "GET", "DEL", "SET", "INCR")));
    assertTrue(
        collector.metrics("fairlead.redis.connected").stream()
            .flatMap(metric -> Exported.numbers(metric).stream())
            .anyMatch(point -> point.getAsInt() == 1));
  }

  @Test
  void anEchoHasTheTraceOfItsOpeningAsExemplar() {
    String opening = journey.opened.getString("traceparent").split("-", -1)[1];
    assertTrue(
        collector.metrics("fairlead.terminal.echo.duration").stream()
            .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
            .flatMap(point -> point.getExemplarsList().stream())
            .anyMatch(exemplar -> id(exemplar.getTraceId()).equals(opening)));
  }

  @Test
  void theServersOwnMetricsComeAlong() {
    for (String name : List.of("jvm.memory.used", "http.server.request.duration")) {
      assertFalse(collector.metrics(name).isEmpty(), name);
    }
  }

  private static Metric.Instrument instrument(io.opentelemetry.proto.metrics.v1.Metric metric) {
    return switch (metric.getDataCase()) {
      case HISTOGRAM -> Metric.Instrument.HISTOGRAM;
      case GAUGE -> Metric.Instrument.GAUGE;
      case SUM ->
          metric.getSum().getIsMonotonic()
              ? Metric.Instrument.COUNTER
              : Metric.Instrument.UPDOWNCOUNTER;
      case EXPONENTIAL_HISTOGRAM, SUMMARY, DATA_NOT_SET ->
          throw new AssertionError(metric.getName() + " is a " + metric.getDataCase());
    };
  }
}
