package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment in which somebody starts Fairlead. */
record Environment(Map<String, String> variables) {
  private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(fairlead\\.[^`]+)` \\|");

  /**
   * For what the server still has under way, and, before and after that, for browsers to take their
   * last output.
   */
  private static final Duration STOP = Duration.ofSeconds(5).plusSeconds(30).plusSeconds(5);

  /** That each variable of Fairlead's is one of its settings, which a misspelt one is not. */
  void checkNames(Set<String> others) throws IOException {
    Set<String> unknown = new TreeSet<>(variables.keySet());
    unknown.removeIf(name -> !name.startsWith("FAIRLEAD_"));
    assertFalse(unknown.isEmpty());
    unknown.removeAll(others);
    SETTING
        .matcher(Files.readString(Path.of("docs/CONFIGURATION.md")))
        .results()
        .map(Environment::variable)
        .forEach(unknown::remove);
    assertTrue(unknown.isEmpty(), unknown + " are no settings");
  }

  /** Asserts that a stop waits for people to finish, and for the server. */
  void checkTimeToGo(Duration time) {
    Duration drain = Duration.parse(variables.get("FAIRLEAD_TERMINAL_DRAIN_ON_STOP"));
    Duration needed = drain.plus(STOP);
    assertTrue(time.compareTo(needed) >= 0, time + " for " + needed);
  }

  /** Asserts that the memory of a container is what the document gives its terminals. */
  void checkMemory(String bytes) throws IOException {
    String document = Files.readString(Path.of("docs/OPERATIONS.md")).replace('\n', ' ');
    Matcher advice =
        Pattern.compile("give a container (\\d+) GiB for up to (\\d+) terminals").matcher(document);
    assertTrue(advice.find());
    assertEquals(advice.group(1), bytes.replaceFirst("(?i)gi?$", ""));
    assertEquals(advice.group(2), variables.get("FAIRLEAD_TERMINAL_OVERALL"));
  }

  private static String variable(MatchResult setting) {
    return setting.group(1).replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
