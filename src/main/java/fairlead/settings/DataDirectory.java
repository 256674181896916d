package fairlead.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** Where the files of Fairlead are: hosts.yaml, known_hosts, and what relative paths name. */
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

  /** A file in it, or the path itself when it is absolute. */
  public Path resolve(String path) {
    return path().resolve(path);
  }
}
