package fairlead.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Why a file is not used: one mistake, or all of them. The message names file, line and column and
 * what is expected there, but never what was written, because readiness shows it to anyone.
 */
public final class YamlProblem extends Exception {
  private static final long serialVersionUID = 1;

  /** Where it is; 0 for the file as a whole. */
  private final int line;

  private final int column;
  private final String[] mistakes;

  public YamlProblem(String message) {
    this(message, 0, 0, message);
  }

  public YamlProblem(String message, Throwable cause) {
    this(message);
    initCause(cause);
  }

  private YamlProblem(String message, int line, int column, String... mistakes) {
    super(message);
    this.line = line;
    this.column = column;
    this.mistakes = mistakes;
  }

  static YamlProblem at(Mark mark, String file, String what) {
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    String message = "%s, line %d, column %d: %s".formatted(file, line, column, what);
    return new YamlProblem(message, line, column, message);
  }

  static YamlProblem all(List<String> mistakes) {
    return new YamlProblem(String.join("; ", mistakes), 0, 0, mistakes.toArray(String[]::new));
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** The mistakes, each a sentence that names its place. */
  List<String> mistakes() {
    return List.of(mistakes);
  }
}
