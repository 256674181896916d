package fairlead.policy;

import fairlead.yaml.Attempt;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The format of {@code policy.yaml}. A single mistake makes the whole file invalid. */
final class PolicyYaml {
  static final List<String> FIELDS =
      List.of(
          "name",
          "groups",
          "people",
          "hosts",
          "labels",
          "sources",
          "typed",
          "networks",
          "users",
          "hours",
          "limits",
          "recording",
          "agent-forwarding",
          "upload",
          "download");
  static final List<String> LIMITS =
      List.of("idle", "maximum", "grace", "terminals", "terminals-per-host");
  private static final String USERS = "accounts, {person} or {configured}";
  private static final int NAME = 64;
  private static final int NUMBER = 100_000;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final YamlReader yaml;
  private final HoursYaml hours;

  /**
   * @param file its name in messages
   */
  PolicyYaml(String file) {
    yaml = new YamlReader(file, "docs/ACCESS.md");
    hours = new HoursYaml(yaml);
  }

  List<Rule> rules(String text) throws YamlProblem {
    return yaml.read(text, document -> document.isEmpty() ? List.of() : rules(document.get()));
  }

  private List<Rule> rules(Node document) throws YamlProblem {
    Node rules = yaml.fields(document, "the file", List.of("rules")).get("rules");
    if (rules == null) {
      throw yaml.wrong(document, "the file", "rules");
    }
    Set<String> names = new HashSet<>();
    return List.copyOf(yaml.each(yaml.list(rules, "rules"), node -> rule(node, names)));
  }

  private Rule rule(Node node, Set<String> names) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "a rule", FIELDS);
    Attempt<String> name = yaml.attempt(() -> name(node, fields.get("name"), names));
    Attempt<List<Glob>> groups = globs(fields, "groups");
    Attempt<List<Glob>> people = globs(fields, "people");
    Attempt<List<Glob>> hosts = globs(fields, "hosts");
    Attempt<Map<String, List<Glob>>> labels = yaml.attempt(() -> labels(fields.get("labels")));
    Attempt<List<Glob>> sources = globs(fields, "sources");
    Attempt<Boolean> typed = flag(fields, "typed");
    Attempt<List<Glob>> users = yaml.attempt(() -> users(fields.get("users")));
    Attempt<List<Hours>> when = yaml.attempt(() -> hours.list(fields.get("hours")));
    Attempt<Limits> limits = yaml.attempt(() -> limits(fields));
    Rule rule =
        new Rule(
            name.get(),
            groups.get(),
            people.get(),
            hosts.get(),
            labels.get(),
            sources.get(),
            typed.get(),
            users.get(),
            when.get(),
            limits.get());
    return consistent(node, rule);
  }

  private Rule consistent(Node node, Rule rule) throws YamlProblem {
    if (rule.groups().isEmpty() && rule.people().isEmpty()) {
      throw yaml.wrong(node, "a rule without people", "groups or people");
    }
    if (!rule.typed()
        && rule.hosts().isEmpty()
        && rule.labels().isEmpty()
        && rule.sources().isEmpty()) {
      throw yaml.wrong(node, "a rule without hosts", "hosts, labels, sources or typed");
    }
    if (rule.typed() && !(rule.labels().isEmpty() && rule.sources().isEmpty())) {
      throw yaml.wrong(node, "a rule about typed hosts", "neither labels nor sources");
    }
    if (rule.typed() && rule.limits().networks().isEmpty()) {
      throw yaml.wrong(node, "typed without networks", "the networks in which hosts may be");
    }
    return rule;
  }

  private String name(Node rule, Node node, Set<String> names) throws YamlProblem {
    if (node == null) {
      throw yaml.wrong(rule, "a rule without name", "one that says what it is for");
    }
    String name = yaml.value(node, "name", "1 to " + NAME + " characters", PolicyYaml::name);
    if (!names.add(name)) {
      throw yaml.wrong(node, "name", "one that no other rule has");
    }
    return name;
  }

  private List<Glob> users(Node node) throws YamlProblem {
    if (node == null) {
      return List.of(new Glob(Rule.CONFIGURED));
    }
    String expected = USERS;
    List<Glob> users =
        yaml.each(
            yaml.list(node, "users"), one -> yaml.value(one, "users", expected, PolicyYaml::user));
    if (users.isEmpty()) {
      throw yaml.wrong(node, "users", "at least one of " + expected);
    }
    return List.copyOf(users);
  }

  private Attempt<List<Glob>> globs(Map<String, Node> fields, String what) {
    Node node = fields.get(what);
    return yaml.attempt(() -> node == null ? List.of() : globs(node, what));
  }

  private List<Glob> globs(Node node, String what) throws YamlProblem {
    List<Glob> globs =
        yaml.each(yaml.list(node, what), one -> yaml.value(one, what, "a name", PolicyYaml::glob));
    if (globs.isEmpty()) {
      // A missing list means all of them, so an empty one is ambiguous.
      throw yaml.wrong(node, what, "at least one");
    }
    return List.copyOf(globs);
  }

  private Map<String, List<Glob>> labels(Node node) throws YamlProblem {
    if (node == null) {
      return Map.of();
    }
    Map<String, List<Glob>> labels = new LinkedHashMap<>();
    for (Map.Entry<String, List<Glob>> label :
        yaml.each(yaml.fields(node, "labels").entrySet(), this::label)) {
      labels.put(label.getKey(), label.getValue());
    }
    if (labels.isEmpty()) {
      throw yaml.wrong(node, "labels", "at least one");
    }
    return labels;
  }

  private Map.Entry<String, List<Glob>> label(Map.Entry<String, Node> label) throws YamlProblem {
    Node values = label.getValue();
    return Map.entry(
        label.getKey(),
        values instanceof SequenceNode
            ? globs(values, "labels")
            : List.of(new Glob(yaml.text(values, "labels"))));
  }

  private Limits limits(Map<String, Node> fields) throws YamlProblem {
    Node node = fields.get("limits");
    Map<String, Node> limits = node == null ? Map.of() : yaml.fields(node, "limits", LIMITS);
    Node networks = fields.get("networks");
    Attempt<Optional<Duration>> idle = duration(limits, "idle");
    Attempt<Optional<Duration>> maximum = duration(limits, "maximum");
    Attempt<Optional<Duration>> grace = duration(limits, "grace");
    Attempt<OptionalInt> terminals = number(limits, "terminals");
    Attempt<OptionalInt> perHost = number(limits, "terminals-per-host");
    Attempt<Boolean> recording =
        yaml.attempt(
            () ->
                yaml.value(fields, "recording", "required or none", false, PolicyYaml::recording));
    Attempt<Boolean> forwarding = flag(fields, "agent-forwarding");
    Attempt<Boolean> upload = flag(fields, "upload");
    Attempt<Boolean> download = flag(fields, "download");
    Attempt<List<Network>> reachable =
        yaml.attempt(() -> networks == null ? List.of() : networks(networks));
    return new Limits(
        idle.get(),
        maximum.get(),
        grace.get(),
        terminals.get(),
        perHost.get(),
        recording.get(),
        forwarding.get(),
        upload.get(),
        download.get(),
        reachable.get());
  }

  private List<Network> networks(Node node) throws YamlProblem {
    List<Network> networks =
        yaml.each(
            yaml.list(node, "networks"),
            one -> yaml.value(one, "networks", Network.EXPECTED, Network::parse));
    if (networks.isEmpty()) {
      throw yaml.wrong(node, "networks", "at least one");
    }
    return networks;
  }

  private Attempt<Boolean> flag(Map<String, Node> fields, String what) {
    return yaml.attempt(() -> yaml.value(fields, what, "true or false", false, PolicyYaml::flag));
  }

  private Attempt<Optional<Duration>> duration(Map<String, Node> fields, String what) {
    return yaml.attempt(
        () ->
            yaml.value(
                fields,
                what,
                "a duration such as PT30M, at most " + LONGEST.toDays() + " days",
                Optional.empty(),
                PolicyYaml::duration));
  }

  private Attempt<OptionalInt> number(Map<String, Node> fields, String what) {
    return yaml.attempt(
        () ->
            yaml.value(
                fields,
                what,
                "a number from 1 to " + NUMBER,
                OptionalInt.empty(),
                text -> number(text).map(OptionalInt::of)));
  }

  private static Optional<String> name(String text) {
    return Optional.of(text)
        .filter(name -> !name.isBlank() && name.length() <= NAME)
        .filter(name -> name.chars().noneMatch(Character::isISOControl));
  }

  private static Optional<Glob> glob(String text) {
    return Optional.of(text).filter(one -> !one.isBlank()).map(Glob::new);
  }

  private static Optional<Glob> user(String text) {
    return Optional.of(text)
        .filter(Target::isUser)
        .filter(
            user ->
                user.equals(Rule.PERSON)
                    || user.equals(Rule.CONFIGURED)
                    || user.chars().noneMatch(c -> c == '{' || c == '}'))
        .map(Glob::new);
  }

  private static Optional<Boolean> recording(String text) {
    return switch (text) {
      case "required" -> Optional.of(true);
      case "none" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Optional<Duration>> duration(String text) {
    try {
      Duration one = Duration.parse(text);
      return one.isNegative() || one.compareTo(LONGEST) > 0
          ? Optional.empty()
          : Optional.of(Optional.of(one));
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    return Optional.of(text)
        .filter(one -> one.matches("[0-9]{1,6}"))
        .map(Integer::valueOf)
        .filter(one -> one >= 1 && one <= NUMBER);
  }
}
