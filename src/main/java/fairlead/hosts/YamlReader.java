package fairlead.hosts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Takes YAML apart and says where it is not as expected. Builds nothing from it but text. */
final class YamlReader {
  private final String file;

  /**
   * @param file as it is called in messages
   */
  YamlReader(String file) {
    this.file = file;
  }

  /** The one document in the text; empty if there is none. */
  Optional<Node> document(String text) throws HostsFileProblem {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(HostsFile.BYTES)
            .build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException broken) {
      if (broken.getProblemMark().isPresent()) {
        throw HostsFileProblem.at(
            broken.getProblemMark().get(), file, "this is not YAML (expected: see docs/HOSTS.md)");
      }
      throw new HostsFileProblem(file + " is not YAML.", broken);
    } catch (YamlEngineException broken) {
      throw new HostsFileProblem(file + " is not YAML.", broken);
    } catch (StackOverflowError tooDeep) {
      throw new HostsFileProblem(file + " is nested too deeply.", tooDeep);
    }
  }

  List<Node> list(Node node, String what) throws HostsFileProblem {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(node, what, "a list");
  }

  /** The fields of a mapping in their order, each of them once. */
  Map<String, Node> fields(Node node, String what) throws HostsFileProblem {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, what, "fields with a colon and a value");
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode(), what);
      if (fields.put(key, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), what, "each field once");
      }
    }
    return fields;
  }

  /** The fields of a mapping that has no others than these. */
  Map<String, Node> fields(Node node, String what, List<String> known) throws HostsFileProblem {
    Map<String, Node> fields = fields(node, what);
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      if (!known.contains(((ScalarNode) tuple.getKeyNode()).getValue())) {
        throw wrong(
            tuple.getKeyNode(), what + ": unknown field", "one of " + String.join(", ", known));
      }
    }
    return new LinkedHashMap<>(fields);
  }

  String text(Node node, String what) throws HostsFileProblem {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, what, "a text");
  }

  /** A text that {@code parse} accepts. */
  <T> T value(Node node, String what, String expected, Function<String, Optional<T>> parse)
      throws HostsFileProblem {
    Optional<T> value = parse.apply(text(node, what));
    if (value.isEmpty()) {
      throw wrong(node, what, expected);
    }
    return value.get();
  }

  HostsFileProblem wrong(Node node, String what, String expected) {
    String problem = what + " (expected: " + expected + ")";
    return node.getStartMark().isPresent()
        ? HostsFileProblem.at(node.getStartMark().get(), file, problem)
        : new HostsFileProblem(file + ": " + problem);
  }

  <T> List<T> each(List<Node> nodes, Element<T> element) throws HostsFileProblem {
    List<T> values = new ArrayList<>();
    for (Node node : nodes) {
      values.add(element.read(node));
    }
    return values;
  }

  /** Reads one element of a list. */
  interface Element<T> {
    T read(Node node) throws HostsFileProblem;
  }
}
