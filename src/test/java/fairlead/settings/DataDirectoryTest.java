package fairlead.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {
  private final DataDirectory directory = new DataDirectory();

  DataDirectoryTest() {
    directory.directory = "/srv/fairlead";
  }

  @Test
  void aTildeIsTheHomeOfTheAccountThatRunsThisServer() {
    Path home = Path.of(System.getProperty("user.home"));
    assertEquals(home.resolve(".ssh/id"), directory.resolve("~/.ssh/id"));
    assertEquals(Path.of("/srv/fairlead/keys/id"), directory.resolve("keys/id"));
    assertEquals(Path.of("/etc/id"), directory.resolve("/etc/id"));
    assertEquals(Path.of("/srv/fairlead/~id"), directory.resolve("~id"));
  }
}
