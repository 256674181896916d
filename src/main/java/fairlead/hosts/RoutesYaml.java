package fairlead.hosts;

import fairlead.ssh.Destination;
import fairlead.ssh.Route;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The routes to the hosts of one file. They are built after all hosts are read, because a hop may
 * be listed after the host that needs it.
 */
final class RoutesYaml {
  /** Most hops in a row. Each costs one more connection for every terminal. */
  static final int MOST = 8;

  private final YamlReader yaml;
  private final YamlReader.Element<Node, Destination> inline;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, YamlProblem> wrong = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  /**
   * A host without its route.
   *
   * @param via null for a host that is dialled directly
   * @param hopResolves whether the last hop resolves the host's name
   */
  private record Entry(Destination destination, Node via, boolean hopResolves) {}

  /**
   * @param inline reads a hop that is not a host in the list
   */
  RoutesYaml(YamlReader yaml, YamlReader.Element<Node, Destination> inline) {
    this.yaml = yaml;
    this.inline = inline;
  }

  void add(Destination destination, Node via, boolean hopResolves) {
    entries.put(destination.name(), new Entry(destination, via, hopResolves));
  }

  /** Adds a host that cannot be used, so that a route through it is no further mistake. */
  void addWrong(String name, YamlProblem mistake) {
    wrong.put(name, mistake);
  }

  /** The hosts with their routes, by name. */
  Map<String, Destination> routed() throws YamlProblem {
    Map<String, Destination> routed = new HashMap<>();
    for (Destination one : yaml.each(entries.keySet(), this::complete)) {
      routed.put(one.name(), one);
    }
    return routed;
  }

  private Destination complete(String name) throws YamlProblem {
    try {
      return routed(name);
    } catch (YamlProblem mistake) {
      addWrong(name, mistake);
      throw mistake;
    }
  }

  private Destination routed(String name) throws YamlProblem {
    Entry entry = entries.get(name);
    if (entry.via() == null) {
      return entry.destination();
    }
    List<Node> hops = yaml.list(entry.via(), "via");
    if (hops.isEmpty()) {
      throw yaml.wrong(entry.via(), "via", "at least one hop");
    }
    underWay.add(name);
    try {
      Destination hop = null;
      for (Node node : hops) {
        hop = hop == null ? hop(node) : next(node, hop);
        if (hop.route().steps().size() >= MOST) {
          throw tooLong(node);
        }
      }
      return entry.destination().withRoute(new Route.Through(hop, entry.hopResolves()));
    } finally {
      underWay.remove(name);
    }
  }

  private YamlProblem tooLong(Node node) {
    return yaml.wrong(node, "via", "at most " + MOST + " hops in a row");
  }

  private Destination next(Node node, Destination before) throws YamlProblem {
    Destination hop = hop(node);
    if (!hop.route().steps().isEmpty()) {
      throw yaml.wrong(node, "via", "only the first hop may have hops of its own");
    }
    return hop.withRoute(new Route.Through(before));
  }

  private Destination hop(Node node) throws YamlProblem {
    if (node instanceof MappingNode) {
      return inline.read(node);
    }
    String name = yaml.text(node, "via");
    YamlProblem known = wrong.get(name);
    if (known != null) {
      throw known;
    }
    if (!entries.containsKey(name)) {
      throw yaml.wrong(node, "via", "the name of another host of this file, or a hop's fields");
    }
    if (underWay.contains(name)) {
      throw yaml.wrong(node, "via", "a route that does not return to a host that is already on it");
    }
    if (underWay.size() > MOST) {
      throw tooLong(node);
    }
    return routed(name);
  }
}
