package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeTest {
  private static final String FILE = "docker-compose.yml";
  private static final Pattern PINNED = Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+\\.\\d+[\\w.-]*");
  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|_KEY)");

  @Test
  void everyImageIsPinned() throws IOException {
    for (String name : services().keys()) {
      String image = services().at(name, "image").text();
      assertTrue(PINNED.matcher(image).matches(), name + ": " + image);
    }
  }

  @Test
  void onlyWhatPeopleLookAtIsPublishedAndOnLoopback() throws IOException {
    Set<String> published = new TreeSet<>();
    for (String name : services().keys()) {
      for (String port : services().at(name, "ports").texts()) {
        assertTrue(port.matches("127\\.0\\.0\\.1:\\d+:\\d+"), name + ": " + port);
        published.add(name);
      }
    }
    assertEquals(Set.of("fairlead", "jaeger", "grafana"), published);
  }

  @Test
  void noSecretIsInTheFileAndAMissingOneIsSaid(@TempDir Path directory) throws Exception {
    int secrets = 0;
    for (String name : services().keys()) {
      Yaml environment = services().at(name, "environment");
      for (String key : environment.keys()) {
        if (SECRET.matcher(key).matches()) {
          secrets++;
          String value = environment.at(key).text();
          assertTrue(value.matches("\\$\\{" + key + ":\\?[^}]+}"), name + ": " + key);
        }
      }
    }
    assertEquals(1, secrets);
    assumeTrue(Tool.available("docker-compose"));
    String none = Files.createFile(directory.resolve("env")).toString();
    String[] config = {"docker-compose", "--env-file", none, "-f", FILE, "config", "-q"};
    Tool.Verdict without = Tool.run(Map.of("FAIRLEAD_PASSWORD", ""), config);
    assertNotEquals(0, without.code());
    assertTrue(without.said().contains("Set FAIRLEAD_PASSWORD"), without.said());
    Tool.Verdict with = Tool.run(Map.of("FAIRLEAD_PASSWORD", "chosen"), config);
    assertEquals(0, with.code(), with.said());
  }

  @Test
  void everyServiceHasTheLeastItNeeds() throws IOException {
    for (String name : services().keys()) {
      Yaml service = services().at(name);
      assertEquals("true", service.at("read_only").text(), name);
      assertEquals(List.of("ALL"), service.at("cap_drop").texts(), name);
      assertEquals(List.of("no-new-privileges:true"), service.at("security_opt").texts(), name);
      assertFalse(service.at("mem_limit").isEmpty(), name);
      assertTrue(service.at("privileged").isEmpty(), name);
    }
  }

  @Test
  void aShellOnTheHostDoesNotReachWhatIsBackstage() throws IOException {
    assertEquals(List.of("hosts"), services().at("host", "networks").texts());
    Yaml networks = Yaml.read(FILE).at("networks");
    assertEquals("true", networks.at("hosts", "internal").text());
    assertEquals("true", networks.at("backstage", "internal").text());
    for (String name : services().keys()) {
      boolean there = services().at(name, "networks").texts().contains("hosts");
      assertEquals(Set.of("host", "fairlead").contains(name), there, name);
    }
  }

  @Test
  void whoWaitsForHealthWaitsForSomethingThatTellsIt() throws IOException {
    for (String name : services().keys()) {
      Yaml awaited = services().at(name, "depends_on");
      for (String other : awaited.keys()) {
        boolean tells = !services().at(other, "healthcheck", "test").isEmpty();
        String condition = tells ? "service_healthy" : "service_started";
        assertEquals(condition, awaited.at(other, "condition").text(), name + " → " + other);
      }
    }
  }

  @Test
  void everythingThatIsMountedOrBuiltIsHere() throws IOException {
    Set<String> volumes = new TreeSet<>(Yaml.read(FILE).at("volumes").keys());
    for (String name : services().keys()) {
      for (String mount : services().at(name, "volumes").texts()) {
        String source = mount.substring(0, mount.indexOf(':'));
        if (source.startsWith(".")) {
          assertTrue(Files.exists(Path.of(source)), source);
          assertTrue(mount.endsWith(":ro"), mount);
        } else {
          assertTrue(volumes.contains(source), source);
        }
      }
    }
    assertTrue(Files.exists(Path.of(services().at("fairlead", "build", "dockerfile").text())));
    assertTrue(Files.exists(Path.of(services().at("host", "build").text(), "Containerfile")));
  }

  @Test
  void fairleadTakesAsManyTerminalsAsItsMemoryCarries() throws IOException {
    environment().checkMemory(services().at("fairlead", "mem_limit").text());
    int inMemory = 0;
    for (String mount : services().at("fairlead", "tmpfs").texts()) {
      Matcher size = Pattern.compile("size=(\\d+)m").matcher(mount);
      assertTrue(size.find(), mount);
      inMemory += Integer.parseInt(size.group(1));
    }
    String document = Files.readString(Path.of("docs/OPERATIONS.md"));
    assertTrue(
        document.contains("The " + inMemory + " MiB in memory of `docker-compose.yml` are part"));
  }

  @Test
  void fairleadIsSetUpWithSettingsThatExistAndHasTimeToGo() throws IOException {
    Environment environment = environment();
    // deploy/compose/users.xml reads this one.
    environment.checkNames(Set.of("FAIRLEAD_PASSWORD"));
    String time = services().at("fairlead", "stop_grace_period").text();
    environment.checkTimeToGo(Duration.parse("PT" + time));
  }

  @Test
  void tracesAreLookedAtWhereTheyArePublished() throws IOException {
    String link = services().at("fairlead", "environment", "FAIRLEAD_TELEMETRY_TRACE_LINK").text();
    URI address = URI.create(link.replace("{traceId}", "4bf92f3577b34da6a3ce929d0e0e4736"));
    String published = services().at("jaeger", "ports").texts().get(0);
    assertTrue(published.startsWith("127.0.0.1:" + address.getPort() + ":"), link);
  }

  private static Environment environment() throws IOException {
    Yaml variables = services().at("fairlead", "environment");
    return new Environment(
        variables.keys().stream()
            .collect(Collectors.toMap(name -> name, name -> variables.at(name).text())));
  }

  private static Yaml services() throws IOException {
    return Yaml.read(FILE).at("services");
  }
}
