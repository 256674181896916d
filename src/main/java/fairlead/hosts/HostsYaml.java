package fairlead.hosts;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Login;
import fairlead.yaml.Attempt;
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
    return yaml.read(text, document -> document.isEmpty() ? List.of() : hosts(document.get()));
  }

  private List<Host> hosts(Node document) throws YamlProblem {
    Node hosts = yaml.fields(document, "the file", List.of("hosts")).get("hosts");
    if (hosts == null) {
      throw yaml.wrong(document, "the file", "hosts");
    }
    Set<String> names = new HashSet<>();
    RoutesYaml routes = new RoutesYaml(yaml, this::hop);
    Attempt<List<Host>> unrouted =
        yaml.attempt(() -> yaml.each(yaml.list(hosts, "hosts"), node -> host(node, names, routes)));
    Map<String, Destination> destinations = routes.routed();
    List<Host> routed = new ArrayList<>();
    for (Host host : unrouted.get()) {
      routed.add(new Host(destinations.get(host.name()), host.labels(), host.source()));
    }
    return routed;
  }

  private Host host(Node node, Set<String> names, RoutesYaml routes) throws YamlProblem {
    Map<String, Node> fields = yaml.fields(node, "a host", FIELDS);
    Attempt<String> name = yaml.attempt(() -> unique(node, fields, names));
    Attempt<Destination> destination = yaml.attempt(() -> destination(node, fields));
    Attempt<Boolean> forwarding = flag(fields, "agent-forwarding", false);
    Attempt<Boolean> hopResolves = yaml.attempt(() -> hopResolves(fields));
    Attempt<Map<String, String>> labels = yaml.attempt(() -> labels(fields.get("labels")));
    String unique = name.get();
    try {
      Destination complete = destination.get().withAgentForwarding(forwarding.get());
      Host host = new Host(complete, labels.get(), file);
      routes.add(complete, fields.get("via"), hopResolves.get());
      return host;
    } catch (YamlProblem mistake) {
      routes.addWrong(unique, mistake);
      throw mistake;
    }
  }

  private String unique(Node host, Map<String, Node> fields, Set<String> names) throws YamlProblem {
    String name = name(host, fields);
    if (!names.add(name)) {
      throw yaml.wrong(fields.get("name"), "name", "one that no other host has");
    }
    return name;
  }

  /** A hop that is written inside a route and is not a host in the list. */
  private Destination hop(Node node) throws YamlProblem {
    return destination(node, yaml.fields(node, "a hop", HOP_FIELDS));
  }

  private Destination destination(Node node, Map<String, Node> fields) throws YamlProblem {
    Attempt<String> name = yaml.attempt(() -> name(node, fields));
    Attempt<String> address =
        yaml.attempt(
            () ->
                yaml.value(
                    required(node, fields, "address"), "address", Fields.ADDRESS, Fields::address));
    Attempt<Integer> port =
        yaml.attempt(() -> yaml.value(fields, "port", Fields.PORT, 22, Fields::port));
    Attempt<String> user =
        yaml.attempt(
            () -> yaml.value(required(node, fields, "user"), "user", Fields.USER, Fields::user));
    Attempt<List<Login>> accepted = yaml.attempt(() -> logins.logins(fields.get("authentication")));
    Attempt<HostKeyPolicy> hostKeyPolicy =
        yaml.attempt(
            () ->
                yaml.value(
                    fields,
                    "host-key-policy",
                    Fields.HOST_KEY_POLICY,
                    policy,
                    Fields::hostKeyPolicy));
    Attempt<Boolean> strict = flag(fields, "strict-kex", true);
    return new Destination(
        name.get(),
        address.get(),
        port.get(),
        user.get(),
        accepted.get(),
        hostKeyPolicy.get(),
        strict.get());
  }

  private String name(Node host, Map<String, Node> fields) throws YamlProblem {
    return yaml.value(required(host, fields, "name"), "name", Fields.NAME, Fields::name);
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
    Map<String, Node> fields = yaml.fields(node, "labels");
    if (fields.size() > LABELS) {
      throw yaml.wrong(node, "labels", "at most " + LABELS);
    }
    for (Map.Entry<String, String> label : yaml.each(fields.entrySet(), this::label)) {
      labels.put(label.getKey(), label.getValue());
    }
    return labels;
  }

  private Map.Entry<String, String> label(Map.Entry<String, Node> label) throws YamlProblem {
    String value = yaml.text(label.getValue(), "labels");
    if (label.getKey().length() + value.length() > LABEL_CHARACTERS) {
      throw yaml.wrong(
          label.getValue(), "labels", "at most " + LABEL_CHARACTERS + " characters a label");
    }
    return Map.entry(label.getKey(), value);
  }

  private Attempt<Boolean> flag(Map<String, Node> fields, String what, boolean absent) {
    return yaml.attempt(() -> yaml.value(fields, what, "true or false", absent, HostsYaml::flag));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
