package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen of proxies that no test runs; ProxyIT runs the others. */
class ProxyFilesTest {
  private static final Path FOLDER = Path.of("deploy/proxy");

  @Test
  void everyFileIsDescribed() throws IOException {
    String document = Files.readString(Path.of("docs/PROXY.md"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertEquals(5, names.size());
      names.forEach(name -> assertTrue(document.contains("`" + name + "`"), name));
    }
  }

  @Test
  void traefikSendsAPersonToOneReadyNode() throws IOException {
    Yaml http = Yaml.read(FOLDER.resolve("traefik.yaml").toString()).at("http");
    Yaml router = http.at("routers", "fairlead");
    Yaml balancer = http.at("services", router.at("service").text(), "loadBalancer");
    assertEquals("/health/ready", balancer.at("healthCheck", "path").text());
    assertEquals("true", balancer.at("sticky", "cookie", "secure").text());
    assertEquals("http://127.0.0.1:9080", balancer.at("servers").items().get(0).at("url").text());
  }
}
