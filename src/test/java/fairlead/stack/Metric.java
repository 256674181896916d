package fairlead.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A metric as OpenTelemetry names it, and the series that Prometheus makes of it.
 *
 * @param required attributes that every point has
 * @param optional attributes that only some points have
 */
public record Metric(
    String name, Instrument instrument, String unit, Set<String> required, Set<String> optional) {

  /**
   * The difference that matters to Prometheus: whether it only grows, and whether it has buckets.
   */
  public enum Instrument {
    COUNTER,
    UPDOWNCOUNTER,
    GAUGE,
    HISTOGRAM
  }

  private static final Map<String, String> UNITS =
      Map.of("s", "seconds", "ms", "milliseconds", "By", "bytes");

  /** One line of metrics.txt; - is no unit. */
  static Metric parse(String line) {
    String[] fields = line.trim().split(" +");
    Set<String> required = new TreeSet<>();
    Set<String> optional = new TreeSet<>();
    for (String attribute : List.of(fields).subList(3, fields.length)) {
      if (attribute.endsWith("?")) {
        optional.add(attribute.substring(0, attribute.length() - 1));
      } else {
        required.add(attribute);
      }
    }
    return new Metric(
        fields[0],
        Instrument.valueOf(fields[1].toUpperCase(java.util.Locale.ROOT)),
        fields[2].equals("-") ? "" : fields[2],
        required,
        optional);
  }

  /** The names of its series in Prometheus, each with its labels, but for those of every series. */
  Map<String, Set<String>> series() {
    Set<String> labels = new TreeSet<>();
    Stream.of(required, optional).flatMap(Set::stream).map(Metric::label).forEach(labels::add);
    String series = seriesName();
    Map<String, Set<String>> all = new TreeMap<>();
    if (instrument == Instrument.HISTOGRAM) {
      all.put(series + "_sum", labels);
      all.put(series + "_count", labels);
      Set<String> withBuckets = new TreeSet<>(labels);
      withBuckets.add("le");
      all.put(series + "_bucket", withBuckets);
    } else {
      all.put(series, labels);
    }
    return all;
  }

  /**
   * The rules of the collector's Prometheus exporter (and of Prometheus' own OTLP receiver): what
   * is no letter or digit becomes _, a known unit is appended unless the name has it, units in
   * braces are dropped, a gauge without a unit is a ratio, and a counter is a total.
   */
  private String seriesName() {
    List<String> words = new ArrayList<>(List.of(name.split("[^A-Za-z0-9]+")));
    append(words, UNITS.get(unit));
    append(words, unit.equals("1") && instrument == Instrument.GAUGE ? "ratio" : null);
    if (instrument == Instrument.COUNTER) {
      words.remove("total");
      words.add("total");
    }
    return String.join("_", words);
  }

  private static void append(List<String> words, String suffix) {
    if (suffix != null && !words.contains(suffix)) {
      words.add(suffix);
    }
  }

  private static String label(String attribute) {
    return attribute.replaceAll("[^A-Za-z0-9]", "_");
  }
}
