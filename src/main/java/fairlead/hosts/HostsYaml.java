package fairlead.hosts;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.KeyFile;
import fairlead.ssh.KeyboardInteractive;
import fairlead.ssh.Login;
import fairlead.ssh.Password;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The format of {@code hosts.yaml}. One mistake anywhere and nothing of the file is used. */
final class HostsYaml {
  private static final List<String> FIELDS =
      List.of(
          "name",
          "address",
          "port",
          "user",
          "authentication",
          "host-key-policy",
          "strict-kex",
          "labels");
  private static final String LOGINS = "key: a file, password, or keyboard-interactive";
  private static final List<Login> INTERACTIVE = List.of(new KeyboardInteractive(), new Password());
  private static final int LABELS = 32;
  private static final int LABEL_CHARACTERS = 200;

  private final String file;
  private final Path directory;
  private final HostKeyPolicy policy;
  private final YamlReader yaml;

  /**
   * @param file as it is called in messages
   * @param directory where relative key files are
   * @param policy for hosts that name none
   */
  HostsYaml(String file, Path directory, HostKeyPolicy policy) {
    this.file = file;
    this.directory = directory;
    this.policy = policy;
    this.yaml = new YamlReader(file, "docs/HOSTS.md");
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
    return yaml.each(yaml.list(hosts, "hosts"), node -> host(node, names));
  }

  private Host host(Node node, Set<String> names) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "a host", FIELDS);
    Node nameNode = required(node, fields, "name");
    String name = yaml.value(nameNode, "name", Fields.NAME, Fields::name);
    if (!names.add(name)) {
      throw yaml.wrong(nameNode, "name", "one that no other host has");
    }
    Node address = required(node, fields, "address");
    Node user = required(node, fields, "user");
    Node port = fields.get("port");
    Node hostKeyPolicy = fields.get("host-key-policy");
    Node strictKex = fields.get("strict-kex");
    Destination destination =
        new Destination(
            name,
            yaml.value(address, "address", Fields.ADDRESS, Fields::address),
            port == null ? 22 : yaml.value(port, "port", Fields.PORT, Fields::port),
            yaml.value(user, "user", Fields.USER, Fields::user),
            logins(fields.get("authentication")),
            hostKeyPolicy == null
                ? policy
                : yaml.value(
                    hostKeyPolicy,
                    "host-key-policy",
                    Fields.HOST_KEY_POLICY,
                    Fields::hostKeyPolicy),
            strictKex == null
                || yaml.value(strictKex, "strict-kex", "true or false", HostsYaml::flag));
    return new Host(destination, labels(fields.get("labels")), file);
  }

  private Node required(Node host, Map<String, Node> fields, String name) throws YamlProblem {
    Node node = fields.get(name);
    if (node == null) {
      throw yaml.wrong(host, "a host without " + name, "name, address and user");
    }
    return node;
  }

  private List<Login> logins(Node node) throws YamlProblem {
    if (node == null) {
      return INTERACTIVE;
    }
    List<Login> logins = yaml.each(yaml.list(node, "authentication"), this::login);
    if (logins.isEmpty()) {
      throw yaml.wrong(node, "authentication", "at least one of " + LOGINS);
    }
    return logins;
  }

  private Login login(Node node) throws YamlProblem {
    if (node instanceof MappingNode) {
      Node key = yaml.fields(node, "authentication", List.of("key")).get("key");
      if (key == null) {
        throw yaml.wrong(node, "authentication", LOGINS);
      }
      return new KeyFile(
          directory.resolve(yaml.value(key, "key", "the path of a file", HostsYaml::path)));
    }
    return yaml.value(node, "authentication", LOGINS, HostsYaml::interactive);
  }

  private Map<String, String> labels(Node node) throws YamlProblem {
    if (node == null) {
      return Map.of();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, Node> label : yaml.fields(node, "labels").entrySet()) {
      String value = yaml.text(label.getValue(), "labels");
      if (label.getKey().length() + value.length() > LABEL_CHARACTERS) {
        throw yaml.wrong(label.getValue(), "labels", "at most 200 characters a label");
      }
      labels.put(label.getKey(), value);
    }
    if (labels.size() > LABELS) {
      throw yaml.wrong(node, "labels", "at most 32");
    }
    return labels;
  }

  private static Optional<Login> interactive(String text) {
    return switch (text) {
      case "password" -> Optional.of(new Password());
      case "keyboard-interactive" -> Optional.of(new KeyboardInteractive());
      default -> Optional.empty();
    };
  }

  private static Optional<String> path(String text) {
    return Optional.of(text)
        .filter(path -> !path.isBlank() && path.chars().noneMatch(Character::isISOControl));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
