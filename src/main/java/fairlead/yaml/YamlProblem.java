package fairlead.yaml;

import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Why a file is not used. The message names file, line and column and what is expected there, but
 * never what was written, because readiness shows it to anyone.
 */
public final class YamlProblem extends Exception {
  private static final long serialVersionUID = 1;

  public YamlProblem(String message) {
    super(message);
  }

  public YamlProblem(String message, Throwable cause) {
    super(message, cause);
  }

  static YamlProblem at(Mark mark, String file, String what) {
    return new YamlProblem(
        "%s, line %d, column %d: %s"
            .formatted(file, mark.getLine() + 1, mark.getColumn() + 1, what));
  }
}
