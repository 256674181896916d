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
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| ([^|]+) \\| ([^|]*) ?\\| ([^|]+) \\|$");
  private static final Pattern SERVER_ROW =
      Pattern.compile("^\\| `(fairlead[^`]+)` \\| (?:`([^`]*)`)? ?\\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Path DOCUMENT = Path.of("docs/CONFIGURATION.md");

  /** What the server's files give the application: it has no default of its own for these. */
  private static final Set<String> PLACES =
      Set.of("fairlead.directory", "fairlead.sign-in.users", "fairlead.sign-in.provider");

  @Test
  void theTableHasEverySettingWithItsDefaultUnitAndRangeAndNoOther() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
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
  void textsWithoutARangeHaveTheOneThatTheDocumentNames() throws Exception {
    String document = Files.readString(DOCUMENT).replace('\n', ' ');
    assertTrue(
        document.contains("without a range is " + SettingsProbe.expectedOfTexts() + ";"),
        SettingsProbe.expectedOfTexts());
  }

  /** Otherwise what somebody pastes would end the connection, again and again. */
  @Test
  void theFramesOfThePageFitIntoTheSmallestMessage() throws Exception {
    Matcher frame =
        Pattern.compile("INPUT_FRAME = (\\d+) \\* 1024;")
            .matcher(Files.readString(Path.of("src/main/frontend/src/protocol.ts")));
    assertTrue(frame.find());
    int least =
        SettingsProbe.declared().stream()
            .filter(one -> one.name().equals("fairlead.terminal.message-size"))
            .mapToInt(one -> Integer.parseInt(one.range().substring(0, one.range().indexOf(' '))))
            .findFirst()
            .orElseThrow();
    assertTrue(least >= Integer.parseInt(frame.group(1)) * 1024, least + " < " + frame.group());
  }

  @Test
  void theTableOfTheServerHasEveryVariableWithItsDefaultAndWhatItMayBe() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = SERVER_ROW.matcher(line);
      if (row.matches()) {
        String value = row.group(2) == null ? "" : row.group(2);
        documented.put(row.group(1), value + " | " + row.group(3).strip());
        assertFalse(row.group(4).isBlank(), line);
      }
    }
    Map<String, String> defaults = ServerDefaults.read();
    Map<String, String> used = new TreeMap<>();
    for (String name : SettingsProbe.serverVariables()) {
      String value = defaults.getOrDefault(name, "");
      used.put(name, value + " | " + SettingsProbe.expectedOfServer(name));
    }
    assertEquals(lines(used), lines(documented));
  }

  @Test
  void everyVariableThatTheServerUsesIsChecked() throws Exception {
    Set<String> known = new TreeSet<>(SettingsProbe.serverVariables());
    known.addAll(inCode().keySet());
    for (String name : ServerDefaults.used()) {
      assertTrue(known.contains(name), name + " is not checked at the start");
    }
  }

  /** Where the server and the application read the same setting. */
  @Test
  void aDefaultThatStandsInTwoPlacesIsTheSameInBoth() throws Exception {
    Map<String, String> ofServer = ServerDefaults.read();
    Set<String> both = new TreeSet<>();
    for (SettingsProbe.Declared one : SettingsProbe.declared()) {
      String there = ofServer.get(one.name());
      if (there != null && !PLACES.contains(one.name())) {
        assertEquals(one.defaultsTo(), there, one.name());
        both.add(one.name());
      }
    }
    assertTrue(
        both.containsAll(Set.of("fairlead.login.lifetime", "fairlead.login.idle")), "" + both);
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
