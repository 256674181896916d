package fairlead.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * The directory of Fairlead's files, such as hosts.yaml and known_hosts, and the base of relative
 * paths.
 */
@ApplicationScoped
public class DataDirectory {
  @Setting(name = "fairlead.directory", defaultsTo = ".", unit = "path", check = PathText.class)
  String directory;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  public Path path() {
    return Path.of(directory);
  }

  /**
   * Resolves a path against the directory.
   *
   * @param path an absolute one stays as it is; {@code ~/} is the home of the account that runs
   *     this server
   */
  public Path resolve(String path) {
    return ServerPath.of(path(), path);
  }
}
