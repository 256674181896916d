package fairlead.testing.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The filters of an EC2 request: {@code Filter.1.Name}, {@code Filter.1.Value.1} and so on. */
record Filters(Map<String, List<String>> byName) {
  static Filters of(Map<String, String> form) {
    Map<String, List<String>> filters = new TreeMap<>();
    for (int i = 1; form.containsKey("Filter." + i + ".Name"); i++) {
      List<String> values = new ArrayList<>();
      for (int j = 1; form.containsKey("Filter." + i + ".Value." + j); j++) {
        values.add(form.get("Filter." + i + ".Value." + j));
      }
      filters.put(form.get("Filter." + i + ".Name"), values);
    }
    return new Filters(filters);
  }

  List<String> values(String name) {
    return byName.getOrDefault(name, List.of());
  }

  boolean fit(Machine machine) {
    return byName.entrySet().stream()
        .allMatch(filter -> filter.getValue().contains(value(filter.getKey(), machine)));
  }

  private static String value(String filter, Machine machine) {
    return switch (filter) {
      case "instance-state-name" -> machine.state();
      case "vpc-id" -> machine.vpc();
      default -> machine.tags().getOrDefault(filter.substring("tag:".length()), "");
    };
  }
}
