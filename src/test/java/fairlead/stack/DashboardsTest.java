package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.stack.Dashboard.Question;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsTest {
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String DATA_SOURCES =
      "deploy/grafana/provisioning/datasources/fairlead.yaml";

  @Test
  void everyQueryUsesSeriesAndLabelsThatThereAre() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Question question : questions()) {
      wrong.addAll(Series.unknownIn(question.where(), plain(question.expression())));
    }
    for (Yaml source : Yaml.read(DATA_SOURCES).at("datasources").items()) {
      for (Yaml query : source.at("jsonData", "tracesToMetrics", "queries").items()) {
        String text = query.at("query").text().replace("$$__tags", "service_name=\"fairlead\"");
        wrong.addAll(Series.unknownIn(query.at("name").text(), text));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void promtoolUnderstandsEveryQuery(@TempDir Path directory) throws Exception {
    assumeTrue(Tool.available("promtool"));
    StringBuilder rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
    int number = 0;
    for (Question question : questions()) {
      if (!question.expression().startsWith("label_values")) {
        rules.append("  - record: query_%d\n    expr: |\n".formatted(number++));
        rules.append("      " + plain(question.expression()) + "\n");
      }
    }
    Path file = Files.writeString(directory.resolve("rules.yaml"), rules);
    Tool.Verdict verdict = Tool.run(Map.of(), "promtool", "check", "rules", file.toString());
    assertEquals(0, verdict.code(), verdict.said());
    assertTrue(verdict.said().contains(number + " rules found"), verdict.said());
  }

  @Test
  void onlyWhatIsAboutAllNodesIgnoresTheChosenOnes() throws IOException {
    Set<String> all = new TreeSet<>();
    for (Question question : questions()) {
      boolean chosen = question.expression().contains("instance=~\"$node\"");
      if (!chosen && !question.where().matches(".*: (annotations|variables)")) {
        all.add(question.where());
      }
    }
    assertEquals(Set.of("operations.json: Alerts firing", "platform.json: Nodes"), all);
  }

  @Test
  void everyLegendNamesWhatTheQueryGroupsBy() throws IOException {
    for (Question question : questions()) {
      Set<String> grouped = new Query(plain(question.expression())).grouped();
      LEGEND_LABEL
          .matcher(question.legend())
          .results()
          .map((MatchResult label) -> label.group(1))
          .forEach(label -> assertTrue(grouped.contains(label), question.toString()));
    }
  }

  @Test
  void everyPanelHasATitleADescriptionAUnitAndAKnownSource() throws IOException {
    Set<String> sources = new TreeSet<>();
    Yaml.read(DATA_SOURCES).at("datasources").items().stream()
        .map(source -> source.at("uid").text())
        .forEach(sources::add);
    for (Dashboard dashboard : Dashboard.all()) {
      for (JsonObject panel : dashboard.charts()) {
        String place = dashboard.place(panel);
        assertFalse(panel.getString("title").isBlank(), place);
        assertFalse(panel.getString("description").isBlank(), place);
        assertTrue(sources.contains(panel.getJsonObject("datasource").getString("uid")), place);
        if (Set.of("stat", "timeseries", "heatmap").contains(panel.getString("type"))) {
          assertTrue(panel.toString().contains("\"unit\""), place);
        }
      }
    }
  }

  @Test
  void idsAreUniqueAndNoPanelCoversAnother() throws IOException {
    Set<String> uids = new HashSet<>();
    for (Dashboard dashboard : Dashboard.all()) {
      assertTrue(uids.add(dashboard.json().getString("uid")), dashboard.file());
      Set<Integer> ids = new HashSet<>();
      Set<String> cells = new HashSet<>();
      for (JsonObject panel : dashboard.panels()) {
        assertTrue(ids.add(panel.getInt("id")), dashboard.place(panel));
        cells(panel).forEach(cell -> assertTrue(cells.add(cell), dashboard.place(panel)));
      }
    }
  }

  @Test
  void dashboardsLinkToEachOther() throws IOException {
    Set<String> there = new TreeSet<>();
    Set<String> linked = new TreeSet<>();
    for (Dashboard dashboard : Dashboard.all()) {
      there.add("/d/" + dashboard.json().getString("uid"));
      dashboard
          .json()
          .getJsonArray("links")
          .getValuesAs(JsonObject.class)
          .forEach(link -> linked.add(link.getString("url")));
    }
    assertEquals(there, linked);
  }

  private static List<Question> questions() throws IOException {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.questions().stream()).toList();
  }

  /** The expression with Grafana's variables filled in. */
  private static String plain(String expression) {
    return expression
        .replace("$__rate_interval", "5m")
        .replace("$__range", "1h")
        .replace("$node", ".*");
  }

  private static Stream<String> cells(JsonObject panel) {
    JsonObject grid = panel.getJsonObject("gridPos");
    assertTrue(grid.getInt("x") + grid.getInt("w") <= 24, panel.getString("title"));
    return java.util.stream.IntStream.range(0, grid.getInt("w") * grid.getInt("h"))
        .mapToObj(
            i ->
                (grid.getInt("x") + i % grid.getInt("w"))
                    + ","
                    + (grid.getInt("y") + i / grid.getInt("w")));
  }
}
