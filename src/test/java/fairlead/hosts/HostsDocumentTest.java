package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.HostKeyPolicy;
import fairlead.yaml.DocumentedLimits;
import fairlead.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/HOSTS.md shows can be loaded, and shows everything there is. */
class HostsDocumentTest {
  @Test
  void theExampleIsGoodAndHasEveryField() throws Exception {
    String text = Files.readString(Path.of("docs/HOSTS.md"));
    String example = text.split("```yaml\n", 2)[1].split("```", 2)[0];
    List<Host> hosts =
        new HostsYaml("hosts.yaml", Path.of("/etc/fairlead"), HostKeyPolicy.ASK).hosts(example);
    assertEquals(
        List.of("web-1", "db-1", "build", "bastion", "inner"),
        hosts.stream().map(Host::name).toList());
    assertEquals(List.of("bastion", "inner"), hosts.get(1).destination().route().steps());
    for (String field : HostsYaml.FIELDS) {
      assertTrue(
          Arrays.stream(example.split("\n", -1)).anyMatch(line -> line.contains(field + ":")),
          field + " is not shown");
    }
  }

  @Test
  void everyLimitOfTheFileIsInATable() throws Exception {
    String document = Files.readString(Path.of("docs/HOSTS.md"));
    assertEquals(
        List.of(),
        DocumentedLimits.missing(document, HostsYaml.class, RoutesYaml.class, Fields.class));
    assertTrue(document.contains("at most " + YamlFile.BYTES + " bytes"));
  }
}
