package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final String RULES = "deploy/alerts.yaml";
  private static final String TESTS = "deploy/alerts.test.yaml";

  @Test
  void everyAlertUsesSeriesAndLabelsThatThereAre() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Yaml alert : alerts()) {
      wrong.addAll(Series.unknownIn(alert.at("alert").text(), alert.at("expr").text()));
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyAlertSaysWhatItMeansAndWhatToDo() throws IOException {
    assertFalse(alerts().isEmpty());
    for (Yaml alert : alerts()) {
      String name = alert.at("alert").text();
      assertTrue(name.startsWith("Fairlead"), name);
      assertFalse(alert.at("annotations", "summary").text().isBlank(), name);
      assertFalse(alert.at("annotations", "action").text().isBlank(), name);
      assertEquals("page", alert.at("labels", "severity").text(), name);
    }
  }

  @Test
  void everyAlertFiresInATest() throws Exception {
    String tests = Files.readString(Path.of(TESTS));
    for (Yaml alert : alerts()) {
      String name = alert.at("alert").text();
      assertTrue(tests.contains("{alertname=\"" + name + "\""), name);
    }
    assumeTrue(Tool.available("promtool"));
    Tool.Verdict verdict = Tool.run(Map.of(), "promtool", "test", "rules", TESTS);
    assertEquals(0, verdict.code(), verdict.said());
  }

  @Test
  void promtoolAcceptsTheConfiguration() throws Exception {
    assumeTrue(Tool.available("promtool"));
    Tool.Verdict verdict =
        Tool.run(Map.of(), "promtool", "check", "config", "deploy/prometheus.yaml");
    assertEquals(0, verdict.code(), verdict.said());
    assertTrue(verdict.said().contains("1 rule files found"), verdict.said());
  }

  private static List<Yaml> alerts() throws IOException {
    return Yaml.read(RULES).at("groups").items().stream()
        .flatMap(group -> group.at("rules").items().stream())
        .toList();
  }
}
