package fairlead.hosts;

import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Why a hosts file is not used. The message names file, line and column and what is expected there,
 * never what was written: readiness shows it to everybody.
 */
final class HostsFileProblem extends Exception {
  private static final long serialVersionUID = 1;

  HostsFileProblem(String message) {
    super(message);
  }

  HostsFileProblem(String message, Throwable cause) {
    super(message, cause);
  }

  static HostsFileProblem at(Mark mark, String file, String what) {
    return new HostsFileProblem(
        "%s, line %d, column %d: %s"
            .formatted(file, mark.getLine() + 1, mark.getColumn() + 1, what));
  }
}
