package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the example promises, as far as that can be seen without a cluster. */
class KubernetesTest {
  @Test
  void everyProbeAsksForTheStateItIsNamedAfter() throws IOException {
    Map<String, String> paths =
        Map.of(
            "startupProbe", "/health/started",
            "livenessProbe", "/health/live",
            "readinessProbe", "/health/ready");
    for (String probe : paths.keySet()) {
      Yaml get = container().at(probe, "httpGet");
      assertEquals(paths.get(probe), get.at("path").text(), probe);
      assertEquals("http", get.at("port").text(), probe);
    }
    assertEquals("9080", container().at("ports").items().get(0).at("containerPort").text());
  }

  @Test
  void thereIsTimeToGo() throws IOException {
    int asked = Integer.parseInt(pod().at("terminationGracePeriodSeconds").text());
    int before =
        Integer.parseInt(container().at("lifecycle", "preStop", "sleep", "seconds").text());
    environment().checkTimeToGo(Duration.ofSeconds(asked - before));
  }

  @Test
  void itTakesAsManyTerminalsAsItsMemoryCarries() throws IOException {
    environment().checkMemory(container().at("resources", "limits", "memory").text());
  }

  @Test
  void itUsesSettingsThatExist() throws IOException {
    environment().checkNames(Set.of());
  }

  @Test
  void itHasNoRightsAndWritesOnlyToVolumes() throws IOException {
    assertEquals("true", pod().at("securityContext", "runAsNonRoot").text());
    assertEquals("10001", pod().at("securityContext", "runAsUser").text());
    Yaml context = container().at("securityContext");
    assertEquals("true", context.at("readOnlyRootFilesystem").text());
    assertEquals("false", context.at("allowPrivilegeEscalation").text());
    assertEquals(List.of("ALL"), context.at("capabilities", "drop").texts());
    Set<String> volumes = new TreeSet<>();
    Set<String> mounted = new TreeSet<>();
    pod().at("volumes").items().forEach(volume -> volumes.add(volume.at("name").text()));
    container().at("volumeMounts").items().forEach(mount -> mounted.add(mount.at("name").text()));
    assertEquals(volumes, mounted);
  }

  @Test
  void everythingSelectsThePodsOfTheDeployment() throws IOException {
    String name = "app.kubernetes.io/name";
    Yaml deployment = document("Deployment");
    assertEquals("fairlead", deployment.at("spec", "template", "metadata", "labels", name).text());
    assertEquals("fairlead", deployment.at("spec", "selector", "matchLabels", name).text());
    assertEquals("fairlead", document("Service").at("spec", "selector", name).text());
    assertEquals(
        "fairlead",
        document("PodDisruptionBudget").at("spec", "selector", "matchLabels", name).text());
  }

  @Test
  void itIsSetUpAsTheStackIs() throws IOException {
    Set<String> here = environment().variables().keySet();
    Yaml compose = Yaml.read("docker-compose.yml").at("services", "fairlead", "environment");
    for (String name : compose.keys()) {
      if (name.startsWith("OTEL_")) {
        assertTrue(here.contains(name), name);
      }
    }
  }

  /** What is in memory counts against the limit that the heap is a share of. */
  @Test
  void noVolumeIsInMemory() throws IOException {
    for (Yaml volume : pod().at("volumes").items()) {
      assertEquals("", volume.at("emptyDir", "medium").text(), volume.at("name").text());
    }
  }

  @Test
  void onlyTheIngressControllerReachesIt() throws IOException {
    Yaml policy = document("NetworkPolicy").at("spec");
    assertEquals(
        "fairlead", policy.at("podSelector", "matchLabels", "app.kubernetes.io/name").text());
    assertEquals(List.of("Ingress"), policy.at("policyTypes").texts());
    assertEquals(1, policy.at("ingress").items().size());
    for (Yaml from : policy.at("ingress").items().get(0).at("from").items()) {
      assertFalse(from.at("namespaceSelector", "matchLabels").keys().isEmpty());
      assertFalse(from.at("podSelector", "matchLabels").keys().isEmpty());
    }
  }

  /** A trusted proxy states the address of a person, and that they use HTTPS. */
  @Test
  void fewAddressesAreBelieved() throws IOException {
    String believed = environment().variables().get("FAIRLEAD_PROXIES");
    long count = 0;
    for (int i = 0; i < 256 * 256; i++) {
      if (("10.244." + i / 256 + "." + i % 256).matches(believed)) {
        count++;
      }
    }
    assertTrue(count > 0 && count <= 32, believed + " matches " + count);
  }

  private static Environment environment() throws IOException {
    return new Environment(
        container().at("env").items().stream()
            .collect(
                Collectors.toMap(
                    variable -> variable.at("name").text(),
                    variable -> variable.at("value").text())));
  }

  private static Yaml pod() throws IOException {
    return document("Deployment").at("spec", "template", "spec");
  }

  private static Yaml container() throws IOException {
    return pod().at("containers").items().get(0);
  }

  private static Yaml document(String kind) throws IOException {
    return Yaml.readAll("deploy/kubernetes.yaml").stream()
        .filter(document -> document.at("kind").text().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
