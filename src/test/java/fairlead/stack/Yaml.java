package fairlead.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML file as maps and lists. */
final class Yaml {
  private final Object value;

  private Yaml(Object value) {
    this.value = value;
  }

  static Yaml read(String file) throws IOException {
    List<Yaml> documents = readAll(file);
    if (documents.size() != 1) {
      throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
    }
    return documents.get(0);
  }

  /** One document that is not in a file, or not as it is there. */
  static Yaml of(String text) {
    return all("text", text).get(0);
  }

  static List<Yaml> readAll(String file) throws IOException {
    return all(file, Files.readString(Path.of(file)));
  }

  private static List<Yaml> all(String label, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(label)
            .setAllowDuplicateKeys(false)
            .setSchema(new CoreSchema())
            .build();
    List<Yaml> documents = new ArrayList<>();
    new Load(settings)
        .loadAllFromString(text)
        .forEach(document -> documents.add(new Yaml(document)));
    return documents;
  }

  /** What is at the end of this way; an empty value when it leads nowhere. */
  Yaml at(String... way) {
    Object here = value;
    for (String step : way) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return new Yaml(here);
  }

  boolean isEmpty() {
    return value == null;
  }

  /** The value as text; that of a missing one is empty. */
  String text() {
    return value == null ? "" : value.toString();
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> keys.add(key.toString()));
    }
    return keys;
  }

  List<Yaml> items() {
    List<Yaml> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> items.add(new Yaml(item)));
    }
    return items;
  }

  List<String> texts() {
    return items().stream().map(Yaml::text).toList();
  }
}
