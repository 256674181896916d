package fairlead.hosts.ec2;

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
    return tag != null
        ? new UserRule.Tag(yaml.text(tag, "tag"))
        : new UserRule.Fixed(
            when(fields.get("when")),
            yaml.value(
                user,
                "user",
                USER,
                text -> Optional.of(text).filter(UserRule.USERS.asMatchPredicate())));
  }

  List<ConnectRule> ways(Node node) throws YamlProblem {
    return node == null ? List.of() : yaml.each(yaml.list(node, "connect"), this::way);
  }

  private ConnectRule way(Node node) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "connect", List.of("when", "by", "endpoint"));
    Node by = fields.get("by");
    if (by == null) {
      throw yaml.wrong(node, "connect", "by");
    }
    ConnectPath way =
        yaml.value(by, "by", "public-address, private-address or endpoint", RulesYaml::way);
    Node endpoint = fields.get("endpoint");
    if (endpoint != null && way != ConnectPath.ENDPOINT) {
      throw yaml.wrong(endpoint, "endpoint", "by: endpoint as well");
    }
    return new ConnectRule(
        when(fields.get("when")),
        way,
        endpoint == null
            ? Optional.empty()
            : Optional.of(
                yaml.value(
                    endpoint,
                    "endpoint",
                    "the id of an Instance Connect Endpoint, eice-…",
                    text -> Optional.of(text).filter(ENDPOINTS.asMatchPredicate()))));
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
    Map<String, AwsWildcard> tags = new LinkedHashMap<>();
    if (fields.containsKey("tags")) {
      for (Map.Entry<String, Node> tag : yaml.fields(fields.get("tags"), "tags").entrySet()) {
        tags.put(tag.getKey(), AwsWildcard.of(yaml.text(tag.getValue(), "tags")));
      }
    }
    return new InstanceSelector(
        glob(fields, "ami-name"),
        glob(fields, "name"),
        glob(fields, "vpc"),
        glob(fields, "account"),
        glob(fields, "region"),
        tags);
  }

  private Optional<AwsWildcard> glob(Map<String, Node> fields, String name) throws YamlProblem {
    Node node = fields.get(name);
    return node == null ? Optional.empty() : Optional.of(AwsWildcard.of(yaml.text(node, name)));
  }

  List<String> texts(Node node, String what) throws YamlProblem {
    return node == null ? List.of() : yaml.each(yaml.list(node, what), one -> yaml.text(one, what));
  }
}
