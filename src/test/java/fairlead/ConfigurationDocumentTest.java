package fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.SettingsProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| ([^|]+) \\| ([^|]*) ?\\| ([^|]+) \\|$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(fairlead\\.[a-z.-]+)}");

  @Test
  void theTableHasEverySettingWithItsDefaultUnitAndRangeAndNoOther() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/CONFIGURATION.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String value = row.group(2) == null ? "" : row.group(2);
        documented.put(
            row.group(1), value + " | " + row.group(3).strip() + " | " + row.group(4).strip());
        assertFalse(row.group(5).isBlank(), line);
      }
    }
    assertEquals(lines(inCode()), lines(documented));
  }

  @Test
  void everyVariableOfTheServersConfigurationIsKnownAndDocumented() throws Exception {
    String document = Files.readString(Path.of("docs/CONFIGURATION.md"));
    String signIn = Files.readString(Path.of("docs/SIGN_IN.md"));
    Set<String> known = new TreeSet<>(SettingsProbe.serverVariables());
    known.addAll(inCode().keySet());
    for (String name : used()) {
      assertTrue(known.contains(name), name + " is not checked at the start");
    }
    for (String name : SettingsProbe.serverVariables()) {
      String inEnvironment = name.replaceAll("[^a-z]", "_").toUpperCase(java.util.Locale.ROOT);
      String last = name.substring(name.lastIndexOf('.'));
      assertTrue(
          Stream.of(name, inEnvironment, "`" + last + "`")
              .anyMatch(text -> document.contains(text) || signIn.contains(text)),
          name + " is not documented");
    }
  }

  private static Set<String> used() throws Exception {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/liberty/config"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".xml")).toList()) {
        Matcher variable = VARIABLE.matcher(Files.readString(file));
        while (variable.find()) {
          names.add(variable.group(1));
        }
      }
    }
    return names;
  }

  private static Map<String, String> inCode() {
    Map<String, String> settings = new TreeMap<>();
    for (SettingsProbe.Declared one : SettingsProbe.declared()) {
      String before =
          settings.put(one.name(), one.defaultsTo() + " | " + one.unit() + " | " + one.range());
      assertEquals(null, before, one.name() + " is declared twice");
    }
    return settings;
  }

  private static String lines(Map<String, String> settings) {
    StringBuilder lines = new StringBuilder();
    settings.forEach((name, rest) -> lines.append(name).append(" | ").append(rest).append('\n'));
    return lines.toString();
  }
}
