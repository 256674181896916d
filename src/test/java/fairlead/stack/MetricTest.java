package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
  @ParameterizedTest
  @CsvSource({
    "fairlead.terminal.ended counter {terminal}, fairlead_terminal_ended_total",
    "fairlead.terminal.count updowncounter {terminal}, fairlead_terminal_count",
    "fairlead.terminal.io counter By, fairlead_terminal_io_bytes_total",
    "fairlead.terminal.memory updowncounter By, fairlead_terminal_memory_bytes",
    "fairlead.redis.connected gauge 1, fairlead_redis_connected_ratio",
    "jvm.cpu.time counter s, jvm_cpu_time_seconds_total",
    "otlp.exporter.seen counter -, otlp_exporter_seen_total",
    "some.bytes updowncounter By, some_bytes",
    "some.total.things counter {thing}, some_things_total",
    "up gauge {target}, up"
  })
  void isNamedAsTheExporterNamesIt(String line, String series) {
    assertEquals(Set.of(series), Metric.parse(line).series().keySet());
  }

  @Test
  void aHistogramIsThreeSeriesAndOnlyOneHasBuckets() {
    assertEquals(
        Map.of(
            "a_b_seconds_sum", Set.of("error_type", "x_y"),
            "a_b_seconds_count", Set.of("error_type", "x_y"),
            "a_b_seconds_bucket", Set.of("error_type", "x_y", "le")),
        Metric.parse("a.b histogram s x.y error.type?").series());
  }

  @Test
  void anAttributeIsRequiredUnlessItIsMarked() {
    Metric metric = Metric.parse("a.b histogram s x.y error.type?");
    assertEquals(Set.of("x.y"), metric.required());
    assertEquals(Set.of("error.type"), metric.optional());
  }
}
