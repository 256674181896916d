package fairlead.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The metrics that there are. A test against the running server holds the first list to reality.
 */
public final class Metrics {
  /** Every series has them: the service and the node. */
  static final Set<String> EVERYWHERE = Set.of("job", "instance");

  private Metrics() {}

  /** What Fairlead exports by OTLP. */
  public static List<Metric> exported() throws IOException {
    return read("metrics.txt");
  }

  /** Every series that Prometheus has, with its labels. */
  static Map<String, Set<String>> series() throws IOException {
    Map<String, Set<String>> series = new TreeMap<>();
    for (String file : List.of("metrics.txt", "elsewhere.txt")) {
      for (Metric metric : read(file)) {
        series.putAll(metric.series());
      }
    }
    return series;
  }

  private static List<Metric> read(String file) throws IOException {
    try (InputStream text = Metrics.class.getResourceAsStream(file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Metric::parse)
          .toList();
    }
  }
}
