package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that is shipped, as far as that can be seen without systemd as first process. */
class SystemdTest {
  private static final Path UNIT = Path.of("deploy/systemd/fairlead.service");

  @Test
  void javasStatusAfterATerminationIsASuccess() throws IOException {
    assertEquals(List.of("143"), values("SuccessExitStatus"));
    assertEquals(List.of("SIGTERM"), values("KillSignal"));
    assertEquals(List.of(), values("ExecStop"));
  }

  @Test
  void thereIsTimeToGo() throws IOException {
    long seconds = Long.parseLong(values("TimeoutStopSec").get(0));
    new Environment(environment()).checkTimeToGo(Duration.ofSeconds(seconds));
  }

  @Test
  void systemdAcceptsIt(@TempDir Path directory) throws Exception {
    assumeTrue(Tool.available("systemd-analyze"));
    // It looks for the program, which is not on this machine.
    String unit =
        Files.readString(UNIT)
            .replace("/opt/wlp/bin/server", "/bin/true")
            .replaceAll("(?m)^(User|Group)=.*$", "$1=root");
    Path copy = Files.writeString(directory.resolve("fairlead.service"), unit);
    Tool.Verdict verdict = Tool.run(Map.of(), "systemd-analyze", "verify", copy.toString());
    assertEquals(0, verdict.code(), verdict.said());
    assertFalse(verdict.said().contains("fairlead.service:"), verdict.said());
  }

  @Test
  void itIsNamedWhereServersAreStopped() throws IOException {
    assertTrue(Files.readString(Path.of("docs/OPERATIONS.md")).contains(UNIT.toString()));
  }

  private static Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String value : values("Environment")) {
      int equals = value.indexOf('=');
      environment.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return environment;
  }

  private static List<String> values(String key) throws IOException {
    return Files.readAllLines(UNIT).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }
}
