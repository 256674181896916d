package fairlead.stack;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard of Grafana, as its JSON has it. */
record Dashboard(String file, JsonObject json) {
  private static final Path FOLDER = Path.of("deploy/grafana/dashboards");

  /** A question to Prometheus, and where it is asked. */
  record Question(String where, String expression, String legend) {}

  static List<Dashboard> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Dashboard> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        try (Reader text = Files.newBufferedReader(file);
            JsonReader reader = Json.createReader(text)) {
          all.add(new Dashboard(file.getFileName().toString(), reader.readObject()));
        }
      }
      return all;
    }
  }

  List<JsonObject> panels() {
    return json.getJsonArray("panels").getValuesAs(JsonObject.class);
  }

  /** The panels that show something. */
  List<JsonObject> charts() {
    return panels().stream().filter(panel -> !panel.getString("type").equals("row")).toList();
  }

  String place(JsonObject panel) {
    return file + ": " + panel.getString("title");
  }

  List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (JsonObject annotation : list(json.getJsonObject("annotations"))) {
      questions.add(new Question(file + ": annotations", annotation.getString("expr"), ""));
    }
    for (JsonObject variable : list(json.getJsonObject("templating"))) {
      questions.add(new Question(file + ": variables", variable.getString("definition"), ""));
    }
    for (JsonObject panel : charts()) {
      for (JsonObject target : panel.getJsonArray("targets").getValuesAs(JsonObject.class)) {
        if (target.containsKey("expr")) {
          questions.add(
              new Question(
                  place(panel), target.getString("expr"), target.getString("legendFormat", "")));
        }
      }
    }
    return questions;
  }

  private static List<JsonObject> list(JsonObject holder) {
    JsonArray list = holder.getJsonArray("list");
    return list.getValuesAs(JsonObject.class);
  }
}
