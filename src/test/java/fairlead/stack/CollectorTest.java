package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configuration of the collector and its neighbours. The collector is no part of the build;
 * what its expressions mean is tried with Java's, in the part of the language they share.
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
  void deployTryBuildsExactlyTheComponentsThatAreConfigured() throws IOException {
    Set<String> configured = new TreeSet<>();
    Set<String> built = new TreeSet<>();
    for (String kind : List.of("receivers", "processors", "exporters", "connectors")) {
      String one = kind.substring(0, kind.length() - 1);
      for (String name : Yaml.read(FILE).at(kind).keys()) {
        configured.add(name.replaceAll("/.*|_", "") + one);
      }
      for (Yaml module : Yaml.read("deploy/try/collector-builder.yaml").at(kind).items()) {
        built.add(module.at("gomod").text().replaceAll(".*/| VERSION", ""));
      }
    }
    assertEquals(configured, built);
  }

  @Test
  void everySignalPassesTheWholeNetBeforeItLeaves() throws IOException {
    Yaml pipelines = Yaml.read(FILE).at("service", "pipelines");
    List<String> net =
        List.of("memory_limiter", "attributes/person", "transform", "redaction", "batch");
    for (String signal : List.of("traces", "metrics", "logs")) {
      List<String> processors = new ArrayList<>(pipelines.at(signal, "processors").texts());
      processors.remove("filter/health");
      assertEquals(net, processors, signal);
    }
  }

  /**
   * Statements of one group run together, for the innermost thing that any of them names: next to
   * one about events, one about resources would run only for spans that have events.
   */
  @Test
  void everyGroupOfStatementsIsAboutOneThing() throws IOException {
    int statements = 0;
    for (String signal : List.of("trace", "metric", "log")) {
      for (Yaml group : transform(signal)) {
        String context = group.at("context").text();
        for (String statement : group.at("statements").texts()) {
          statements++;
          Matcher path =
              Pattern.compile("\\b(resource|span|spanevent|metric|datapoint|log)\\.(?=\\w)")
                  .matcher(statement.replaceAll("\"[^\"]*\"", "\"\""));
          assertTrue(path.find(), statement);
          assertEquals(context, path.group(1), statement);
        }
      }
    }
    assertTrue(statements > 10, "found " + statements);
  }

  @Test
  void noSignalKeepsACommandLineOrARandomInstance() throws IOException {
    for (String signal : List.of("trace", "metric", "log")) {
      List<String> resource =
          transform(signal).stream()
              .filter(group -> group.at("context").text().equals("resource"))
              .flatMap(group -> group.at("statements").texts().stream())
              .toList();
      assertTrue(resource.get(0).contains("command_line|command_args"), signal);
      assertTrue(
          resource.get(1).contains("set(resource.attributes[\"service.instance.id\"]"), signal);
    }
  }

  @Test
  void whatTheCollectorPrintsDoesNotDependOnTheLevelOfItsLog() throws IOException {
    Yaml debug = Yaml.read(FILE).at("exporters", "debug");
    assertEquals("false", debug.at("use_internal_logger").text());
  }

  @Test
  void requestsToHealthAreDropped() throws IOException {
    String condition =
        Yaml.read(FILE).at("processors", "filter/health", "traces", "span").texts().get(0);
    Matcher pattern = Pattern.compile("\"(\\^.*)\"\\)$").matcher(condition);
    assertTrue(pattern.find(), condition);
    Pattern dropped = Pattern.compile(pattern.group(1).replace("$$", "$"));
    for (String path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
      assertTrue(dropped.matcher(path).find(), path);
    }
    for (String path : List.of("/health-check/", "/healthy", "/api/health")) {
      assertFalse(dropped.matcher(path).find(), path);
    }
    assertEquals(
        "filter/health",
        Yaml.read(FILE).at("service", "pipelines", "traces", "processors").texts().get(1));
  }

  /** Three exports may be missed before a node counts as gone. */
  @Test
  void aNodeIsForgottenSoonButNotBetweenItsReports() throws IOException {
    String expiration = Yaml.read(FILE).at("exporters", "prometheus", "metric_expiration").text();
    long seconds = Duration.parse("PT" + expiration).toSeconds();
    long interval =
        Long.parseLong(
            Yaml.read("docker-compose.yml")
                .at("services", "fairlead", "environment", "OTEL_METRIC_EXPORT_INTERVAL")
                .text());
    assertTrue(seconds * 1000 >= 3 * interval, expiration);
    assertTrue(seconds <= 60, expiration);
  }

  private static List<Yaml> transform(String signal) throws IOException {
    return Yaml.read(FILE).at("processors", "transform", signal + "_statements").items();
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
        transform("trace").stream()
            .flatMap(group -> group.at("statements").texts().stream())
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
