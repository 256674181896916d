package fairlead.hosts.ec2;

import fairlead.yaml.Attempt;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the rules of {@code ec2.yaml}: which user logs in, and how an instance is reached. */
final class RulesYaml {
  private static final String USER =
      "a user that EC2 Instance Connect knows: at most 32 characters";
  private static final Pattern ENDPOINTS = Pattern.compile("eice-[0-9a-f]{8,17}");

  private final YamlReader yaml;

  RulesYaml(YamlReader yaml) {
    this.yaml = yaml;
  }

  List<UserRule> users(Node node) throws YamlProblem {
    List<UserRule> rules = yaml.each(yaml.list(node, "users"), this::user);
    if (rules.isEmpty()) {
      throw yaml.wrong(node, "users", "at least one");
    }
    return rules;
  }

  private UserRule user(Node node) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "users", List.of("tag", "when", "user"));
    Node tag = fields.get("tag");
    Node user = fields.get("user");
    if ((tag == null) == (user == null) || (tag != null && fields.containsKey("when"))) {
      throw yaml.wrong(node, "users", "a tag, or a user with or without when");
    }
    if (tag != null) {
      return new UserRule.Tag(yaml.text(tag, "tag"));
    }
    Attempt<InstanceSelector> when = yaml.attempt(() -> when(fields.get("when")));
    Attempt<String> name =
        yaml.attempt(
            () ->
                yaml.value(
                    user,
                    "user",
                    USER,
                    text -> Optional.of(text).filter(UserRule.USERS.asMatchPredicate())));
    return new UserRule.Fixed(when.get(), name.get());
  }

  List<ConnectRule> ways(Node node) throws YamlProblem {
    return node == null ? List.of() : yaml.each(yaml.list(node, "connect"), this::way);
  }

  private ConnectRule way(Node node) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "connect", List.of("when", "by", "endpoint"));
    Attempt<ConnectPath> way = yaml.attempt(() -> by(node, fields.get("by")));
    Attempt<InstanceSelector> when = yaml.attempt(() -> when(fields.get("when")));
    Attempt<Optional<String>> id =
        yaml.attempt(
            () ->
                yaml.value(
                    fields,
                    "endpoint",
                    "the id of an Instance Connect Endpoint, eice-…",
                    Optional.empty(),
                    RulesYaml::endpoint));
    if (fields.containsKey("endpoint") && way.get() != ConnectPath.ENDPOINT) {
      throw yaml.wrong(fields.get("endpoint"), "endpoint", "by: endpoint as well");
    }
    return new ConnectRule(when.get(), way.get(), id.get());
  }

  private ConnectPath by(Node rule, Node node) throws YamlProblem {
    if (node == null) {
      throw yaml.wrong(rule, "connect", "by");
    }
    return yaml.value(node, "by", "public-address, private-address or endpoint", RulesYaml::way);
  }

  private static Optional<Optional<String>> endpoint(String text) {
    return ENDPOINTS.matcher(text).matches() ? Optional.of(Optional.of(text)) : Optional.empty();
  }

  private static Optional<ConnectPath> way(String text) {
    return switch (text) {
      case "public-address" -> Optional.of(ConnectPath.PUBLIC_ADDRESS);
      case "private-address" -> Optional.of(ConnectPath.PRIVATE_ADDRESS);
      case "endpoint" -> Optional.of(ConnectPath.ENDPOINT);
      default -> Optional.empty();
    };
  }

  private InstanceSelector when(Node node) throws YamlProblem {
    if (node == null) {
      return InstanceSelector.ALWAYS;
    }
    Map<String, Node> fields =
        yaml.fields(node, "when", List.of("ami-name", "name", "vpc", "account", "region", "tags"));
    Attempt<Optional<AwsWildcard>> image = glob(fields, "ami-name");
    Attempt<Optional<AwsWildcard>> name = glob(fields, "name");
    Attempt<Optional<AwsWildcard>> vpc = glob(fields, "vpc");
    Attempt<Optional<AwsWildcard>> account = glob(fields, "account");
    Attempt<Optional<AwsWildcard>> region = glob(fields, "region");
    Attempt<Map<String, AwsWildcard>> tags = yaml.attempt(() -> tags(fields.get("tags")));
    return new InstanceSelector(
        image.get(), name.get(), vpc.get(), account.get(), region.get(), tags.get());
  }

  private Map<String, AwsWildcard> tags(Node node) throws YamlProblem {
    Map<String, AwsWildcard> tags = new LinkedHashMap<>();
    if (node != null) {
      for (Map.Entry<String, AwsWildcard> tag :
          yaml.each(
              yaml.fields(node, "tags").entrySet(),
              one -> Map.entry(one.getKey(), AwsWildcard.of(yaml.text(one.getValue(), "tags"))))) {
        tags.put(tag.getKey(), tag.getValue());
      }
    }
    return tags;
  }

  private Attempt<Optional<AwsWildcard>> glob(Map<String, Node> fields, String name) {
    Node node = fields.get(name);
    return yaml.attempt(
        () -> node == null ? Optional.empty() : Optional.of(AwsWildcard.of(yaml.text(node, name))));
  }

  List<String> texts(Node node, String what) throws YamlProblem {
    return node == null ? List.of() : yaml.each(yaml.list(node, what), one -> yaml.text(one, what));
  }
}
