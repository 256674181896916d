package fairlead.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds expressions to the series and labels that there are. */
final class Series {
  /** Grafana's question for the values of a variable. */
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *(\\w+)\\)");

  private Series() {}

  /** What the expression names and nobody has. */
  static List<String> unknownIn(String where, String expression) throws IOException {
    Map<String, Set<String>> known = Metrics.series();
    List<String> unknown = new ArrayList<>();
    Set<String> labels = new TreeSet<>(Metrics.EVERYWHERE);
    Matcher values = LABEL_VALUES.matcher(expression);
    if (values.matches()) {
      return unknownIn(where, "sum by (%s) (%s)".formatted(values.group(2), values.group(1)));
    }
    Query query = new Query(expression);
    query
        .matched()
        .forEach(
            (series, selectors) -> {
              if (!known.containsKey(series)) {
                unknown.add(where + ": no series " + series);
                return;
              }
              labels.addAll(known.get(series));
              selectors.stream()
                  .filter(label -> !known.get(series).contains(label))
                  .filter(label -> !Metrics.EVERYWHERE.contains(label))
                  .forEach(label -> unknown.add(where + ": " + series + " has no " + label));
            });
    query.grouped().stream()
        .filter(label -> !labels.contains(label))
        .forEach(label -> unknown.add(where + ": nothing has " + label));
    if (query.matched().isEmpty()) {
      unknown.add(where + ": asks for nothing");
    }
    return unknown;
  }
}
