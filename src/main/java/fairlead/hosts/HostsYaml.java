package fairlead.hosts;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The format of {@code hosts.yaml}. If there is a mistake anywhere, nothing of the file is used.
 */
final class HostsYaml {
  static final List<String> FIELDS =
      List.of(
          "name",
          "address",
          "port",
          "user",
          "authentication",
          "host-key-policy",
          "strict-kex",
          "via",
          "resolve",
          "agent-forwarding",
          "labels");
  private static final List<String> HOP_FIELDS = FIELDS.subList(0, 7);
  private static final int LABELS = 32;
  private static final int LABEL_CHARACTERS = 200;

  private final String file;
  private final HostKeyPolicy policy;
  private final YamlReader yaml;
  private final LoginsYaml logins;

  /**
   * @param file its name in messages
   * @param directory the base of relative paths of key files
   * @param policy the host key policy of hosts that set none
   */
  HostsYaml(String file, Path directory, HostKeyPolicy policy) {
    this.file = file;
    this.policy = policy;
    this.yaml = new YamlReader(file, "docs/HOSTS.md");
    this.logins = new LoginsYaml(yaml, directory);
  }

  List<Host> hosts(String text) throws YamlProblem {
    Optional<Node> document = yaml.document(text);
    if (document.isEmpty()) {
      return List.of();
    }
    Node hosts = yaml.fields(document.get(), "the file", List.of("hosts")).get("hosts");
    if (hosts == null) {
      throw yaml.wrong(document.get(), "the file", "hosts");
    }
    Set<String> names = new HashSet<>();
    RoutesYaml routes = new RoutesYaml(yaml, this::hop);
    List<Host> unrouted = yaml.each(yaml.list(hosts, "hosts"), node -> host(node, names, routes));
    List<Host> routed = new ArrayList<>();
    for (Host host : unrouted) {
      routed.add(new Host(routes.routed(host.name()), host.labels(), host.source()));
    }
    return routed;
  }

  private Host host(Node node, Set<String> names, RoutesYaml routes) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "a host", FIELDS);
    Destination destination =
        destination(node, fields)
            .withAgentForwarding(flag(fields.get("agent-forwarding"), "agent-forwarding", false));
    if (!names.add(destination.name())) {
      throw yaml.wrong(fields.get("name"), "name", "one that no other host has");
    }
    routes.add(destination, fields.get("via"), hopResolves(fields));
    return new Host(destination, labels(fields.get("labels")), file);
  }

  /** A hop that is written inside a route and is not a host in the list. */
  private Destination hop(Node node) throws YamlProblem {
    return destination(node, yaml.fields(node, "a hop", HOP_FIELDS));
  }

  private Destination destination(Node node, Map<String, Node> fields) throws YamlProblem {
    Node name = required(node, fields, "name");
    Node address = required(node, fields, "address");
    Node user = required(node, fields, "user");
    Node port = fields.get("port");
    Node hostKeyPolicy = fields.get("host-key-policy");
    return new Destination(
        yaml.value(name, "name", Fields.NAME, Fields::name),
        yaml.value(address, "address", Fields.ADDRESS, Fields::address),
        port == null ? 22 : yaml.value(port, "port", Fields.PORT, Fields::port),
        yaml.value(user, "user", Fields.USER, Fields::user),
        logins.logins(fields.get("authentication")),
        hostKeyPolicy == null
            ? policy
            : yaml.value(
                hostKeyPolicy, "host-key-policy", Fields.HOST_KEY_POLICY, Fields::hostKeyPolicy),
        flag(fields.get("strict-kex"), "strict-kex", true));
  }

  private boolean hopResolves(Map<String, Node> fields) throws YamlProblem {
    Node resolve = fields.get("resolve");
    if (resolve == null) {
      return false;
    }
    if (!fields.containsKey("via")) {
      throw yaml.wrong(resolve, "resolve", "via as well: only a jump host can resolve it");
    }
    return yaml.value(resolve, "resolve", "here or hop", HostsYaml::resolver);
  }

  private static Optional<Boolean> resolver(String text) {
    return switch (text) {
      case "hop" -> Optional.of(true);
      case "here" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private Node required(Node host, Map<String, Node> fields, String name) throws YamlProblem {
    Node node = fields.get(name);
    if (node == null) {
      throw yaml.wrong(host, "a host without " + name, "name, address and user");
    }
    return node;
  }

  private Map<String, String> labels(Node node) throws YamlProblem {
    if (node == null) {
      return Map.of();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, Node> label : yaml.fields(node, "labels").entrySet()) {
      String value = yaml.text(label.getValue(), "labels");
      if (label.getKey().length() + value.length() > LABEL_CHARACTERS) {
        throw yaml.wrong(
            label.getValue(), "labels", "at most " + LABEL_CHARACTERS + " characters a label");
      }
      labels.put(label.getKey(), value);
    }
    if (labels.size() > LABELS) {
      throw yaml.wrong(node, "labels", "at most " + LABELS);
    }
    return labels;
  }

  private boolean flag(Node node, String what, boolean absent) throws YamlProblem {
    return node == null ? absent : yaml.value(node, what, "true or false", HostsYaml::flag);
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
