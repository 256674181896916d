package fairlead.hosts.ec2;

import fairlead.yaml.Attempt;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the accounts of {@code ec2.yaml} and the filters for their instances. */
final class AccountsYaml {
  private static final List<String> FIELDS =
      List.of("name", "role", "external-id", "regions", "tags", "vpcs", "states");
  private static final String NAME =
      "1 to 64 letters, digits, dots, dashes and underscores, the first a letter or digit";
  private static final String EXTERNAL_ID = "2 to 1224 letters, digits or +=,.@:/-";
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ROLES =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}");
  private static final Pattern EXTERNAL_IDS = Pattern.compile("[A-Za-z0-9+=,.@:/-]{2,1224}");
  private static final Pattern REGIONS = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
  private static final Pattern VPCS = Pattern.compile("vpc-[0-9a-f]{8,17}");
  private static final Pattern STATES = Pattern.compile("pending|running|stopping|stopped");

  private final YamlReader yaml;

  AccountsYaml(YamlReader yaml) {
    this.yaml = yaml;
  }

  List<Account> accounts(Node node) throws YamlProblem {
    Set<String> names = new HashSet<>();
    List<Account> accounts =
        yaml.each(yaml.list(node, "accounts"), account -> account(account, names));
    if (accounts.isEmpty()) {
      throw yaml.wrong(node, "accounts", "at least one");
    }
    return accounts;
  }

  private Account account(Node node, Set<String> names) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "an account", FIELDS);
    Attempt<String> name = yaml.attempt(() -> name(required(node, fields, "name"), names));
    Attempt<Optional<String>> role =
        yaml.attempt(() -> optional(fields.get("role"), "role", "the ARN of a role", ROLES));
    Attempt<Optional<String>> externalId = yaml.attempt(() -> externalId(fields));
    Attempt<List<String>> regions =
        texts(
            () -> required(node, fields, "regions"),
            "regions",
            "a region such as eu-central-1",
            REGIONS,
            List.of());
    Attempt<Map<String, List<String>>> tags = yaml.attempt(() -> tags(fields.get("tags")));
    Attempt<List<String>> vpcs =
        texts(() -> fields.get("vpcs"), "vpcs", "the id of a VPC", VPCS, List.of());
    Attempt<List<String>> states =
        texts(
            () -> fields.get("states"),
            "states",
            "pending, running, stopping, stopped",
            STATES,
            List.of("running"));
    return new Account(
        name.get(),
        role.get(),
        externalId.get(),
        regions.get(),
        tags.get(),
        vpcs.get(),
        states.get());
  }

  private Node required(Node account, Map<String, Node> fields, String name) throws YamlProblem {
    Node node = fields.get(name);
    if (node == null) {
      throw yaml.wrong(account, "an account without " + name, "name and regions");
    }
    return node;
  }

  private String name(Node node, Set<String> names) throws YamlProblem {
    String name = text(node, "name", NAME, NAMES);
    if (!names.add(name)) {
      throw yaml.wrong(node, "name", "one that no other account has");
    }
    return name;
  }

  private Optional<String> externalId(Map<String, Node> fields) throws YamlProblem {
    Node node = fields.get("external-id");
    if (node != null && !fields.containsKey("role")) {
      throw yaml.wrong(node, "external-id", "a role as well");
    }
    return optional(node, "external-id", EXTERNAL_ID, EXTERNAL_IDS);
  }

  /** Tags, each with one value or a list of values; AWS accepts wildcards in both. */
  private Map<String, List<String>> tags(Node node) throws YamlProblem {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    if (node != null) {
      for (Map.Entry<String, List<String>> tag :
          yaml.each(yaml.fields(node, "tags").entrySet(), this::tag)) {
        tags.put(tag.getKey(), tag.getValue());
      }
    }
    return tags;
  }

  private Map.Entry<String, List<String>> tag(Map.Entry<String, Node> tag) throws YamlProblem {
    Node value = tag.getValue();
    return Map.entry(
        tag.getKey(),
        value instanceof ScalarNode
            ? List.of(yaml.text(value, "tags"))
            : yaml.each(yaml.list(value, "tags"), one -> yaml.text(one, "tags")));
  }

  private Attempt<List<String>> texts(
      YamlReader.Part<Node> field,
      String what,
      String expected,
      Pattern pattern,
      List<String> absent) {
    return yaml.attempt(
        () -> {
          Node node = field.read();
          return node == null ? absent : texts(node, what, expected, pattern);
        });
  }

  private List<String> texts(Node node, String what, String expected, Pattern pattern)
      throws YamlProblem {
    List<String> texts =
        yaml.each(yaml.list(node, what), one -> text(one, what, expected, pattern));
    if (texts.isEmpty()) {
      throw yaml.wrong(node, what, "at least one");
    }
    return texts;
  }

  private Optional<String> optional(Node node, String what, String expected, Pattern pattern)
      throws YamlProblem {
    return node == null ? Optional.empty() : Optional.of(text(node, what, expected, pattern));
  }

  private String text(Node node, String what, String expected, Pattern pattern) throws YamlProblem {
    return yaml.value(
        node, what, expected, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
  }
}
