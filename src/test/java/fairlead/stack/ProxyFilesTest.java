package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.SettingsProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

  @Test
  void theLoadBalancerOfAwsEndsTlsAndWaitsLongerThanThePings() throws IOException {
    Yaml resources = alb().at("Resources");
    Yaml balancer = resources.at("Balancer", "Properties");
    Map<String, String> attributes = pairs(balancer.at("LoadBalancerAttributes"));
    long idle = Long.parseLong(attributes.get("idle_timeout.timeout_seconds"));
    assertTrue(idle >= 2.5 * pingSeconds(), idle + " s");
    assertEquals("append", attributes.get("routing.http.xff_header_processing.mode"));
    assertEquals("true", attributes.get("routing.http.preserve_host_header.enabled"));

    Yaml listener = resources.at("Https", "Properties");
    assertEquals("HTTPS", listener.at("Protocol").text());
    assertEquals("443", listener.at("Port").text());
    assertEquals(
        "Certificate", listener.at("Certificates").items().get(0).at("CertificateArn").text());
    Yaml action = listener.at("DefaultActions").items().get(0);
    assertEquals("forward", action.at("Type").text());
    assertEquals("Nodes", action.at("TargetGroupArn").text());
  }

  @Test
  void theLoadBalancerOfAwsKeepsAPersonAtOneReadyNodeThatNobodyElseReaches() throws IOException {
    Yaml nodes = alb().at("Resources", "Nodes", "Properties");
    assertEquals("/health/ready", nodes.at("HealthCheckPath").text());
    assertEquals("HTTP1", nodes.at("ProtocolVersion").text());
    Map<String, String> attributes = pairs(nodes.at("TargetGroupAttributes"));
    assertEquals("true", attributes.get("stickiness.enabled"));
    assertEquals("lb_cookie", attributes.get("stickiness.type"));
    long stays = Long.parseLong(attributes.get("stickiness.lb_cookie.duration_seconds"));
    assertTrue(stays > TimeUnit.HOURS.toSeconds(12), "longer than fairlead.login.lifetime");

    Yaml group = alb().at("Resources", "FromBalancer", "Properties", "SecurityGroupIngress");
    assertEquals(1, group.items().size());
    Yaml in = group.items().get(0);
    assertEquals("FromPeople", in.at("SourceSecurityGroupId").text());
    assertEquals(nodes.at("Port").text(), in.at("ToPort").text());

    Yaml forged = alb().at("Resources", "NoForwarded", "Properties");
    Yaml header = forged.at("Conditions").items().get(0);
    assertEquals("Forwarded", header.at("HttpHeaderConfig", "HttpHeaderName").text());
    assertEquals("fixed-response", forged.at("Actions").items().get(0).at("Type").text());
  }

  /** CloudFormation's references are read as the names that they refer to. */
  private static Yaml alb() throws IOException {
    return Yaml.of(Files.readString(FOLDER.resolve("aws-alb.yaml")).replace("!Ref ", ""));
  }

  private static Map<String, String> pairs(Yaml attributes) {
    return attributes.items().stream()
        .collect(Collectors.toMap(one -> one.at("Key").text(), one -> one.at("Value").text()));
  }

  private static double pingSeconds() {
    String interval =
        SettingsProbe.declared().stream()
            .filter(one -> one.name().equals("fairlead.terminal.ping-interval"))
            .findFirst()
            .orElseThrow()
            .defaultsTo();
    return Duration.parse(interval).toSeconds();
  }
}
