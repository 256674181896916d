package fairlead.policy;

import fairlead.yaml.Attempt;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The {@code hours} of a rule in {@code policy.yaml}. */
final class HoursYaml {
  private static final String TIME = "a time such as 08:00";
  private static final String END = "a time such as 18:00, or 24:00";

  private final YamlReader yaml;

  HoursYaml(YamlReader yaml) {
    this.yaml = yaml;
  }

  /** None for no node: always. */
  List<Hours> list(Node node) throws YamlProblem {
    if (node == null) {
      return List.of();
    }
    List<Hours> hours = yaml.each(yaml.list(node, "hours"), this::hours);
    if (hours.isEmpty()) {
      throw yaml.wrong(node, "hours", "at least one");
    }
    return List.copyOf(hours);
  }

  private Hours hours(Node node) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "hours", List.of("days", "from", "to", "zone"));
    Node days = fields.get("days");
    Node from = fields.get("from");
    Node to = fields.get("to");
    Node zone = fields.get("zone");
    if (from == null || to == null || zone == null) {
      throw yaml.wrong(node, "hours", "from, to and zone");
    }
    Attempt<Set<DayOfWeek>> on =
        yaml.attempt(() -> days == null ? EnumSet.allOf(DayOfWeek.class) : days(days));
    Attempt<LocalTime> begin = yaml.attempt(() -> yaml.value(from, "from", TIME, HoursYaml::time));
    Attempt<LocalTime> end = yaml.attempt(() -> yaml.value(to, "to", END, HoursYaml::end));
    Attempt<ZoneId> where =
        yaml.attempt(
            () -> yaml.value(zone, "zone", "a time zone such as Europe/Berlin", HoursYaml::zone));
    return new Hours(on.get(), begin.get(), end.get(), where.get());
  }

  private Set<DayOfWeek> days(Node node) throws YamlProblem {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    yaml.each(
            nodes,
            one -> yaml.value(one, "days", "mon, tue, …, or a range: mon-fri", HoursYaml::range))
        .forEach(days::addAll);
    if (days.isEmpty()) {
      throw yaml.wrong(node, "days", "at least one");
    }
    return days;
  }

  /** One day, or from one to another; from Saturday to Monday too. */
  private static Optional<Set<DayOfWeek>> range(String text) {
    String[] ends = text.split("-", -1);
    Optional<DayOfWeek> first = day(ends[0]);
    Optional<DayOfWeek> last = day(ends[ends.length - 1]);
    if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    Set<DayOfWeek> days = EnumSet.of(first.get());
    for (DayOfWeek day = first.get(); day != last.get(); ) {
      day = day.plus(1);
      days.add(day);
    }
    return Optional.of(days);
  }

  private static Optional<DayOfWeek> day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalTime> end(String text) {
    return text.equals("24:00") ? Optional.of(LocalTime.MIDNIGHT) : time(text);
  }

  private static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(text)
          .filter(one -> one.matches("[0-9]{2}:[0-9]{2}"))
          .map(LocalTime::parse);
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
