package fairlead.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SettingsTest {
  enum Colour {
    DARK_RED,
    BLUE
  }

  static final class Some implements Consistent {
    @Setting(
        name = "some.size",
        defaultsTo = "64",
        unit = "bytes",
        min = "16",
        max = "1024",
        powerOfTwo = true)
    int size;

    @Setting(name = "some.wait", defaultsTo = "PT5S", min = "PT1S", max = "PT1M", orZero = true)
    Duration pause;

    @Setting(name = "some.on", defaultsTo = "true")
    boolean on;

    @Setting(name = "some.colour", defaultsTo = "blue")
    Colour colour;

    @Setting(
        name = "some.word",
        secret = true,
        choices = {"a", "b"})
    Optional<String> word;

    @Setting(name = "some.hosts")
    Optional<List<String>> hosts;

    @Override
    public List<String> contradictions() {
      return size == 1024 && !on
          ? List.of("some.size is too large while some.on is false")
          : List.of();
    }
  }

  @Test
  void withoutValuesTheDefaultsHold() {
    Some some = Defaults.of(new Some());
    assertEquals(64, some.size);
    assertEquals(Duration.ofSeconds(5), some.pause);
    assertTrue(some.on);
    assertEquals(Colour.BLUE, some.colour);
    assertEquals(Optional.empty(), some.word);
    assertEquals(Optional.empty(), some.hosts);
  }

  @Test
  void valuesAreReadWithoutTheSpacesAroundThem() {
    Some some =
        SettingsProbe.settings(
                Map.of(
                    "some.size", " 1024 ",
                    "some.wait", "PT0S",
                    "some.on", "false",
                    "some.colour", "dark-red",
                    "some.word", "b",
                    "some.hosts", "one, two,,"))
            .fill(new Some());
    assertEquals(1024, some.size);
    assertEquals(Duration.ZERO, some.pause);
    assertFalse(some.on);
    assertEquals(Colour.DARK_RED, some.colour);
    assertEquals(Optional.of("b"), some.word);
    assertEquals(Optional.of(List.of("one", "two")), some.hosts);
  }

  @Test
  void everyMistakeIsNamedWithWhatIsExpected() {
    assertEquals(
        List.of(
            "some.size: \"100\" (expected: 16 to 1024 bytes, a power of two)",
            "some.wait: \"5s\" (expected: a duration such as PT30S, PT0S, PT1S to PT1M)",
            "some.on: \"yes\" (expected: true or false)",
            "some.colour: \"green\" (expected: dark-red, blue)",
            "some.word: (not shown) (expected: a, b)"),
        SettingsProbe.problems(
            List.of(Some.class),
            Map.of(
                "some.size", "100",
                "some.wait", "5s",
                "some.on", "yes",
                "some.colour", "green",
                "some.word", "hunter2")));
  }

  @Test
  void numbersOutsideTheirRangeAndThoseThatAreNoneAreWrong() {
    for (String size :
        List.of("8", "2048", "-64", "64.5", "64 KiB", "0x40", "99999999999", "NaN")) {
      assertTrue(problem("some.size", size).startsWith("some.size: "), size);
    }
    for (String pause : List.of("PT0.5S", "PT61S", "-PT5S", "P99999999999999D", "PT", "5")) {
      assertTrue(problem("some.wait", pause).startsWith("some.wait: "), pause);
    }
  }

  @Test
  void settingsThatDoNotFitTogetherAreNamed() {
    assertEquals(
        List.of("some.size is too large while some.on is false"),
        SettingsProbe.problems(
            List.of(Some.class), Map.of("some.size", "1024", "some.on", "false")));
  }

  @Test
  void whatCannotBeUsedIsNotFilledIn() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SettingsProbe.settings(Map.of("some.size", "1")).fill(new Some()));
  }

  @Test
  void aValueIsShownInOneLineAndCut() {
    String said = problem("some.size", "1\n[forged] line\u001b[2J" + "x".repeat(500));
    assertFalse(said.contains("\n") || said.contains("\u001b"), said);
    assertTrue(said.length() < 250, said);
  }

  @Test
  void theDefaultsOfTheApplicationAreRight() {
    assertEquals(List.of(), SettingsProbe.problems(SettingsProbe.types(), Map.of()));
  }

  @TestFactory
  Stream<DynamicTest> everyNumberAndDurationHasBoundsThatHold() {
    return SettingsProbe.types().stream()
        .flatMap(
            type ->
                Declaration.of(type).stream()
                    .filter(one -> !one.setting().max().isEmpty() || isOrdered(type, one.setting()))
                    .map(one -> DynamicTest.dynamicTest(one.name(), () -> bounds(type, one))));
  }

  /** Whether it is a number or a duration. */
  private static boolean isOrdered(Class<?> type, Setting one) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> one.equals(field.getAnnotation(Setting.class)))
        .map(field -> field.getGenericType().getTypeName())
        .anyMatch(name -> name.matches("(.*[.<])?(int|long|Integer|Long|Duration)>?"));
  }

  private static void bounds(Class<?> type, Declaration one) {
    assertFalse(one.setting().min().isEmpty() || one.setting().max().isEmpty(), "no bounds");
    boolean duration = one.unit().equals("duration");
    String above =
        duration
            ? Duration.parse(one.setting().max()).plusNanos(1).toString()
            : String.valueOf(Long.parseLong(one.setting().max()) + 1);
    String below =
        duration
            ? Duration.parse(one.setting().min()).minusNanos(1).toString()
            : String.valueOf(Long.parseLong(one.setting().min()) - 1);
    for (String outside : List.of(above, below)) {
      assertTrue(
          SettingsProbe.problem(type, one.name(), outside).contains(one.name() + ": "), outside);
    }
  }

  @Test
  void namesThatBeginLikeOursAndAreNoneAreFound() {
    assertEquals(
        Set.of("fairlead.terminal.grase", "FAIRLEAD_TERMINAL_MAXIMUM", "FAIRLEAD_SERVICE"),
        UnknownNames.among(
            List.of(
                "fairlead.terminal.grase",
                "fairlead.terminal.grace",
                "FAIRLEAD_TERMINAL_MAXIMUM",
                // Liberty's own, for the variable before.
                "fairlead.terminal.maximum",
                "FAIRLEAD_TERMINAL_GRACE",
                "FAIRLEAD_SERVICE",
                // Kubernetes' own, for a service of this name.
                "FAIRLEAD_SERVICE_HOST",
                "FAIRLEAD_SERVICE_PORT_HTTP",
                "FAIRLEAD_PORT",
                "FAIRLEAD_PORT_9080_TCP_ADDR",
                "FAIRLEAD_NODES_SERVICE_HOST",
                "PATH",
                "java.home"),
            List.of("fairlead.terminal.grace")));
  }

  @Test
  void variablesOfTheServerAreCheckedToo() {
    Map<String, String> wrong = new TreeMap<>();
    wrong.put("fairlead.cookies.secure", "yes");
    wrong.put("fairlead.https.port", "70000");
    wrong.put("fairlead.log.format", "xml");
    wrong.put("fairlead.proxies", "10[.0");
    List<String> said = ServerVariables.problems(SettingsProbe.settings(wrong));
    assertEquals(
        List.copyOf(wrong.keySet()),
        said.stream().map(one -> one.substring(0, one.indexOf(':'))).toList());
    Map<String, String> right =
        Map.of(
            "fairlead.cookies.secure", "true",
            "fairlead.https.port", "9443",
            "fairlead.proxies", "10[.]0[.]0[.][0-9]+");
    assertEquals(List.of(), ServerVariables.problems(SettingsProbe.settings(right)));
  }

  private static String problem(String name, String value) {
    return SettingsProbe.problem(Some.class, name, value);
  }
}
