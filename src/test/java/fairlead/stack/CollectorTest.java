package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configuration of the collector and its neighbours. The collector itself is not on this
 * machine; what its expressions mean is tried with Java's, in the part of the language they share.
 */
class CollectorTest {
  private static final String FILE = "deploy/collector.yaml";

  @Test
  void pipelinesAreMadeOfWhatIsConfiguredAndAllOfItIsUsed() throws IOException {
    Yaml file = Yaml.read(FILE);
    Set<String> configured = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    for (String kind : List.of("receivers", "processors", "exporters", "connectors")) {
      configured.addAll(file.at(kind).keys());
    }
    Yaml pipelines = file.at("service", "pipelines");
    for (String pipeline : pipelines.keys()) {
      for (String kind : List.of("receivers", "processors", "exporters")) {
        used.addAll(pipelines.at(pipeline, kind).texts());
      }
    }
    assertEquals(configured, used);
  }

  @Test
  void everySignalPassesTheWholeNetBeforeItLeaves() throws IOException {
    Yaml pipelines = Yaml.read(FILE).at("service", "pipelines");
    for (String signal : List.of("traces", "metrics", "logs")) {
      assertEquals(
          List.of("memory_limiter", "attributes/person", "transform", "redaction", "batch"),
          pipelines.at(signal, "processors").texts(),
          signal);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA",
        "Authorization: Bearer abcdef0123456789",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "redis://fairlead:s3cr3t@valkey:6379",
        "login with password=hunter2",
        "Passphrase: correct horse"
      })
  void whatLooksLikeASecretIsMasked(String value) throws IOException {
    assertTrue(masked(value), value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /ws/terminal/",
        "fairlead.terminal.Terminals.open",
        "SET fairlead:health:? ?",
        "redis://valkey:6379",
        "authentication_refused",
        "4f1c2d3e5a6b7c8d",
        "http://localhost:9080/api/session",
        "https://example.com/a@b"
      })
  void whatIsNoneIsNot(String value) throws IOException {
    assertFalse(masked(value), value);
  }

  @Test
  void noAttributeThatWeUseIsBlocked() throws IOException {
    List<Pattern> blocked = patterns("blocked_key_patterns");
    Set<String> attributes = new TreeSet<>(List.of("db.query.text", "session.id"));
    for (Metric metric : Metrics.exported()) {
      attributes.addAll(metric.required());
      attributes.addAll(metric.optional());
    }
    for (String attribute : attributes) {
      assertFalse(blocked.stream().anyMatch(p -> p.matcher(attribute).find()), attribute);
    }
    for (String key : List.of("ssh.password", "resume_token", "Cookie", "privateKey")) {
      assertTrue(blocked.stream().anyMatch(p -> p.matcher(key).find()), key);
    }
  }

  @Test
  void anExceptionKeepsItsFramesAndLosesItsMessages() throws IOException {
    String statement =
        Yaml.read(FILE).at("processors", "transform", "trace_statements").texts().stream()
            .filter(line -> line.startsWith("replace_pattern(spanevent"))
            .findFirst()
            .orElseThrow();
    // The collector takes $$ for $, and its strings take \\ for \.
    Matcher parts = Pattern.compile("\"([^\"]*)\", \"([^\"]*)\"\\) where").matcher(statement);
    assertTrue(parts.find());
    String pattern = parts.group(1).replace("$$", "$").replace("\\\\", "\\");
    String stack =
        "a.B$C: a secret\n\tat a.B.c(B.java:1)\nCaused by: d.E: another\n\tat d.E.f(E.java:2)";
    assertEquals(
        "a.B$C\n\tat a.B.c(B.java:1)\nCaused by: d.E\n\tat d.E.f(E.java:2)",
        stack.replaceAll(pattern, parts.group(2).replace("$$", "$")));
  }

  @Test
  void neighboursMeetAtTheSamePorts() throws IOException {
    Yaml collector = Yaml.read(FILE);
    Yaml jaeger = Yaml.read("deploy/jaeger.yaml");
    Yaml scrape = Yaml.read("deploy/prometheus.yaml").at("scrape_configs").items().get(0);
    assertEquals(
        port(collector.at("exporters", "prometheus", "endpoint")),
        port(scrape.at("static_configs").items().get(0).at("targets").items().get(0)));
    assertEquals(
        port(collector.at("exporters", "otlp_http/jaeger", "endpoint")),
        port(jaeger.at("receivers", "otlp", "protocols", "http", "endpoint")));
    assertEquals(
        port(collector.at("receivers", "otlp", "protocols", "http", "endpoint")),
        port(
            Yaml.read("docker-compose.yml")
                .at("services", "fairlead", "environment", "OTEL_EXPORTER_OTLP_ENDPOINT")));
    assertEquals("true", collector.at("exporters", "prometheus", "enable_open_metrics").text());
  }

  private static boolean masked(String value) throws IOException {
    return patterns("blocked_values").stream().anyMatch(pattern -> pattern.matcher(value).find());
  }

  private static List<Pattern> patterns(String setting) throws IOException {
    return Yaml.read(FILE).at("processors", "redaction", setting).texts().stream()
        .map(Pattern::compile)
        .toList();
  }

  private static String port(Yaml address) {
    return address.text().replaceAll(".*:", "");
  }
}
