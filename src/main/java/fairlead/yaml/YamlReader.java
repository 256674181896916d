package fairlead.yaml;

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

/**
 * Reads YAML and reports where it is not as expected. It creates only texts, never other objects.
 */
public final class YamlReader {
  // The merge key exists in YAML 1.1, but not in YAML 1.2, which is read here.
  private static final String MERGE = "<<";

  private final String file;
  private final String guide;

  /**
   * @param file its name in messages
   * @param guide the document that describes the format, such as {@code docs/HOSTS.md}
   */
  public YamlReader(String file, String guide) {
    this.file = file;
    this.guide = guide;
  }

  /** The one document in the text; empty if there is none. */
  public Optional<Node> document(String text) throws YamlProblem {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(YamlFile.BYTES)
            .build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException broken) {
      if (broken.getProblemMark().isPresent()) {
        throw YamlProblem.at(
            broken.getProblemMark().get(), file, "this is not YAML (expected: see " + guide + ")");
      }
      throw new YamlProblem(file + " is not YAML.", broken);
    } catch (YamlEngineException broken) {
      throw new YamlProblem(file + " is not YAML.", broken);
    } catch (StackOverflowError tooDeep) {
      throw new YamlProblem(file + " is nested too deeply.", tooDeep);
    }
  }

  public List<Node> list(Node node, String what) throws YamlProblem {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(node, what, "a list");
  }

  /** The fields of a mapping in their order, each of them once. */
  public Map<String, Node> fields(Node node, String what) throws YamlProblem {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, what, "fields with a colon and a value");
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode(), what);
      if (key.equals(MERGE)) {
        throw wrong(tuple.getKeyNode(), what + ": the merge key <<", "every field written out");
      }
      if (fields.put(key, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), what + ": field" + named(key), "each field once");
      }
    }
    return fields;
  }

  /** The fields of a mapping, which may have only these. */
  public Map<String, Node> fields(Node node, String what, List<String> known) throws YamlProblem {
    Map<String, Node> fields = fields(node, what);
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      String name = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (!known.contains(name)) {
        throw wrong(
            tuple.getKeyNode(),
            what + ": unknown field" + named(name),
            "one of " + String.join(", ", known));
      }
    }
    return new LinkedHashMap<>(fields);
  }

  /**
   * Repeats a key in a message only if it looks like a field's name: it might be a misplaced
   * secret.
   */
  private static String named(String key) {
    return key.matches("[A-Za-z][A-Za-z-]{0,23}") ? " " + key : "";
  }

  public String text(Node node, String what) throws YamlProblem {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, what, "a text");
  }

  /** A text that {@code parse} accepts. */
  public <T> T value(Node node, String what, String expected, Function<String, Optional<T>> parse)
      throws YamlProblem {
    Optional<T> value = parse.apply(text(node, what));
    if (value.isEmpty()) {
      throw wrong(node, what, expected);
    }
    return value.get();
  }

  public YamlProblem wrong(Node node, String what, String expected) {
    String problem = what + " (expected: " + expected + ")";
    return node.getStartMark().isPresent()
        ? YamlProblem.at(node.getStartMark().get(), file, problem)
        : new YamlProblem(file + ": " + problem);
  }

  public <T> List<T> each(List<Node> nodes, Element<T> element) throws YamlProblem {
    List<T> values = new ArrayList<>();
    for (Node node : nodes) {
      values.add(element.read(node));
    }
    return values;
  }

  /** Reads one element of a list. */
  public interface Element<T> {
    T read(Node node) throws YamlProblem;
  }
}
