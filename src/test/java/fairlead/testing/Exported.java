package fairlead.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what was exported. */
public final class Exported {
  private Exported() {}

  public static Map<String, Object> attributes(List<KeyValue> pairs) {
    Map<String, Object> attributes = new TreeMap<>();
    pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
    return attributes;
  }

  public static Object attribute(Span span, String name) {
    return attributes(span.getAttributesList()).get(name);
  }

  public static String id(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** The attributes of every point of a metric, of any kind. */
  public static List<Map<String, Object>> points(Metric metric) {
    Stream<List<KeyValue>> points =
        metric.hasHistogram()
            ? metric.getHistogram().getDataPointsList().stream()
                .map(point -> point.getAttributesList())
            : numbers(metric).stream().map(NumberDataPoint::getAttributesList);
    return points.map(Exported::attributes).toList();
  }

  /** The names of all labels of a metric. */
  public static Set<String> labels(Metric metric) {
    return points(metric).stream()
        .flatMap(point -> point.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All values of a label. */
  public static Set<Object> values(List<Metric> metrics, String label) {
    return metrics.stream()
        .flatMap(metric -> points(metric).stream())
        .map(point -> point.get(label))
        .collect(Collectors.toSet());
  }

  /** The most that any point with this label's value had. */
  public static long largest(List<Metric> metrics, String value) {
    return metrics.stream()
        .flatMap(metric -> numbers(metric).stream())
        .filter(point -> attributes(point.getAttributesList()).containsValue(value))
        .mapToLong(NumberDataPoint::getAsInt)
        .max()
        .orElseThrow();
  }

  public static Set<String> names(List<Span> spans) {
    return spans.stream().map(Span::getName).collect(Collectors.toSet());
  }

  /** The points of a sum or gauge. */
  public static List<NumberDataPoint> numbers(Metric metric) {
    return metric.hasSum()
        ? metric.getSum().getDataPointsList()
        : metric.getGauge().getDataPointsList();
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> value.getIntValue();
      case BOOL_VALUE -> value.getBoolValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case STRING_VALUE -> value.getStringValue();
      case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
          value.toString();
    };
  }
}
