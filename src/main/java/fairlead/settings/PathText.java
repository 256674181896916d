package fairlead.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path of a file or a directory on this machine. */
public final class PathText implements TextCheck {
  private final TextCheck line = new Line();

  @Override
  public boolean accepts(String text) {
    try {
      return line.accepts(text) && !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException notOne) {
      return false;
    }
  }

  @Override
  public String expected() {
    return "a path";
  }
}
