package fairlead.settings;

import java.nio.file.Path;

/** A path on this server, as people write it in settings. */
public final class ServerPath {
  private ServerPath() {}

  /**
   * Resolves a path.
   *
   * @param directory the base of relative paths
   * @param text {@code ~/} stands for the home of the account that runs this server
   */
  public static Path of(Path directory, String text) {
    return text.startsWith("~/")
        ? Path.of(System.getProperty("user.home")).resolve(text.substring(2))
        : directory.resolve(text);
  }
}
