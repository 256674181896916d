package fairlead.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * Reads YAML and reports every place where it is not as expected. It creates only texts, never
 * other objects.
 */
public final class YamlReader {
  // The merge key exists in YAML 1.1, but not in YAML 1.2, which is read here.
  private static final String MERGE = "<<";

  /** Mistakes after which the rest of a file is not read. */
  private static final int MOST = 50;

  /** What is wrong, by message: a part that is read twice is wrong once. */
  private final Map<String, YamlProblem> problems = new LinkedHashMap<>();

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

  /**
   * Reads a text.
   *
   * @param content reads the one document in it; empty if there is none
   * @throws YamlProblem with all mistakes, in the order of the file
   */
  public <T> T read(String text, Element<Optional<Node>, T> content) throws YamlProblem {
    problems.clear();
    try {
      T value = content.read(document(text));
      if (problems.isEmpty()) {
        return value;
      }
    } catch (YamlProblem problem) {
      note(problem);
    }
    List<String> mistakes =
        new ArrayList<>(
            problems.values().stream()
                .sorted(
                    Comparator.comparingInt(YamlProblem::line)
                        .thenComparingInt(YamlProblem::column))
                .map(YamlProblem::getMessage)
                .toList());
    if (full()) {
      mistakes.add("The rest of " + file + " was not read.");
    }
    throw YamlProblem.all(mistakes);
  }

  /** The first mistake that was noted: for what cannot be read because of it. */
  public YamlProblem noted() {
    return problems.values().iterator().next();
  }

  private void note(YamlProblem problem) {
    problems.putIfAbsent(problem.getMessage(), problem);
  }

  private boolean full() {
    return problems.size() >= MOST;
  }

  /** Reads a part, and notes what is wrong with it. */
  public <T> Attempt<T> attempt(Part<T> part) {
    try {
      return Attempt.good(part.read());
    } catch (YamlProblem problem) {
      note(problem);
      return Attempt.bad(problem);
    }
  }

  private Optional<Node> document(String text) throws YamlProblem {
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
      if (full()) {
        break;
      }
      if (key.equals(MERGE)) {
        note(wrong(tuple.getKeyNode(), what + ": the merge key <<", "every field written out"));
      } else if (fields.put(key, tuple.getValueNode()) != null) {
        note(wrong(tuple.getKeyNode(), what + ": field" + named(key), "each field once"));
      }
    }
    return fields;
  }

  /** The fields of a mapping that may have only these; any other one is noted. */
  public Map<String, Node> fields(Node node, String what, List<String> known) throws YamlProblem {
    Map<String, Node> fields = fields(node, what);
    fields.keySet().retainAll(known);
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      String name = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (!known.contains(name) && !name.equals(MERGE) && !full()) {
        note(
            wrong(
                tuple.getKeyNode(),
                what + ": unknown field" + named(name),
                "one of " + String.join(", ", known)));
      }
    }
    return fields;
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

  /** The same of a field that may be absent. */
  public <T> T value(
      Map<String, Node> fields,
      String name,
      String expected,
      T absent,
      Function<String, Optional<T>> parse)
      throws YamlProblem {
    Node node = fields.get(name);
    return node == null ? absent : value(node, name, expected, parse);
  }

  public YamlProblem wrong(Node node, String what, String expected) {
    String problem = what + " (expected: " + expected + ")";
    return node.getStartMark().isPresent()
        ? YamlProblem.at(node.getStartMark().get(), file, problem)
        : new YamlProblem(file + ": " + problem);
  }

  /**
   * Reads each element, those after a wrong one too.
   *
   * @throws YamlProblem of the first wrong one; those of all are noted
   */
  public <S, T> List<T> each(Collection<S> elements, Element<S, T> element) throws YamlProblem {
    List<Attempt<T>> attempts = new ArrayList<>();
    for (S one : elements) {
      attempts.add(attempt(() -> element.read(one)));
      if (full()) {
        throw noted();
      }
    }
    List<T> values = new ArrayList<>();
    for (Attempt<T> one : attempts) {
      values.add(one.get());
    }
    return values;
  }

  /** Reads one element, such as a node of a list or a field of a mapping. */
  public interface Element<S, T> {
    T read(S element) throws YamlProblem;
  }

  /** Reads something. */
  public interface Part<T> {
    T read() throws YamlProblem;
  }
}
