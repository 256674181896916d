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
    List<String> said = SettingsProbe.ofServer(wrong);
    assertEquals(
        List.copyOf(wrong.keySet()),
        said.stream().map(one -> one.substring(0, one.indexOf(':'))).toList());
    Map<String, String> right =
        Map.of(
            "fairlead.cookies.secure", "true",
            "fairlead.https.port", "9443",
            "fairlead.proxies", "10[.]0[.]0[.][0-9]+");
    assertEquals(List.of(), SettingsProbe.ofServer(right));
  }

  /** A value with line breaks of every kind and a sequence that controls a terminal. */
  private static final String FORGING = "hunter2\n[ERROR] forged\r\u0085\u2028line\u001b[2J\u202e";

  @TestFactory
  Stream<DynamicTest> noVariableOfTheServerForgesALogLineOrShowsASecret() {
    return ServerVariables.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertTame(
                            name,
                            isSecret(name),
                            String.join("", SettingsProbe.ofServer(Map.of(name, FORGING))))));
  }

  @TestFactory
  Stream<DynamicTest> noSettingForgesALogLineOrShowsASecret() {
    return SettingsProbe.types().stream()
        .flatMap(
            type ->
                Declaration.of(type).stream()
                    .map(
                        one ->
                            DynamicTest.dynamicTest(
                                one.name(),
                                () ->
                                    assertTame(
                                        one.name(),
                                        one.setting().secret(),
                                        SettingsProbe.problem(type, one.name(), FORGING)))));
  }

  private static void assertTame(String name, boolean secret, String said) {
    assertTrue(said.contains(name + ": "), said);
    assertTrue(said.chars().allMatch(one -> (one >= ' ' && one < 0x7f) || one == '…'), said);
    assertEquals(!secret, said.contains("hunter2"), said);
  }

  @Test
  void everyVariableNamedAfterASecretIsOne() {
    Stream.concat(
            ServerVariables.names().stream().filter(name -> !isSecret(name)),
            SettingsProbe.types().stream()
                .flatMap(type -> Declaration.of(type).stream())
                .filter(one -> !one.setting().secret())
                .map(Declaration::name))
        .forEach(name -> assertFalse(name.matches(".*(password|secret)"), name));
  }

  @Test
  void theCredentialsInAnAddressAreNotShown() {
    for (String address :
        List.of(
            "https://someone:hunter2@id.example.com/",
            "https://someone:hunt/er2@id.example.com/",
            "ldaps://someone:hunter2@directory.example.com",
            "someone:hunter2@id.example.com")) {
      for (String name : List.of("fairlead.oidc.discovery", "fairlead.ldap.host")) {
        String said = String.join("", SettingsProbe.ofServer(Map.of(name, address)));
        assertTrue(said.contains("(not shown)@") && said.contains("example.com"), said);
        assertFalse(said.contains("hunt") || said.contains("someone"), said);
      }
    }
  }

  @Test
  void everyVariableOfTheServerHasACheckThatRefusesSomething() {
    String longest = "x".repeat(5000);
    for (String name : ServerVariables.names()) {
      String said = String.join("", SettingsProbe.ofServer(Map.of(name, longest)));
      assertTrue(said.contains(name + ": "), name);
      assertTrue(said.length() < 400, said);
    }
  }

  @Test
  void aWayToSignInNeedsItsVariables() {
    assertEquals(
        List.of(
            "fairlead.oidc.discovery: \"not a url\" (expected: a URL such as"
                + " https://shell.example.com)",
            "fairlead.address: (not set) (expected: a URL such as https://shell.example.com,"
                + " because fairlead.sign-in is oidc)",
            "fairlead.oidc.client-id: (not set) (expected: 1 to 256 characters in one line,"
                + " because fairlead.sign-in is oidc)",
            "fairlead.oidc.client-secret: (not set) (expected: 1 to 1024 characters in one line,"
                + " because fairlead.sign-in is oidc)"),
        SettingsProbe.ofServer(
            Map.of("fairlead.sign-in", "oidc", "fairlead.oidc.discovery", "not a url")));
    assertEquals(
        List.of(
            "fairlead.ldap.base: (not set) (expected: a distinguished name such as"
                + " dc=example,dc=com, because fairlead.sign-in is ldap)",
            "fairlead.ldap.host: (not set) (expected: a host name or an address, because"
                + " fairlead.sign-in is ldap)",
            "fairlead.ldap.bind-dn and fairlead.ldap.bind-password: one is not set (expected:"
                + " both or neither)"),
        SettingsProbe.ofServer(
            Map.of("fairlead.sign-in", "ldap", "fairlead.ldap.bind-dn", "cn=reader,dc=x")));
    assertEquals(
        List.of(
            "fairlead.https.keystore-password: (not set) (expected: 1 to 1024 characters in one"
                + " line, because fairlead.https is own)",
            "fairlead.https.keystore: \"/no/such/file.p12\" (expected: a file that this server"
                + " can read)"),
        SettingsProbe.ofServer(
            Map.of("fairlead.https", "own", "fairlead.https.keystore", "/no/such/file.p12")));
  }

  @Test
  void whatTheDocumentsRecommendIsAccepted() {
    assertEquals(
        List.of(),
        SettingsProbe.ofServer(
            Map.ofEntries(
                Map.entry("fairlead.sign-in", "ldap"),
                Map.entry("fairlead.http.host", "*"),
                Map.entry("fairlead.ldap.host", "ldap.example.com"),
                Map.entry("fairlead.ldap.base", "dc=example,dc=com"),
                Map.entry("fairlead.ldap.bind-dn", "cn=reader,dc=example,dc=com"),
                Map.entry("fairlead.ldap.bind-password", "a b:c@d\"e"),
                Map.entry(
                    "fairlead.ldap.user-filter", "(&(sAMAccountName=%v)(objectCategory=user))"),
                Map.entry("fairlead.ldap.user-id", "user:sAMAccountName"),
                Map.entry("fairlead.ldap.group-filter", "(&(cn=%v)(objectCategory=group))"),
                Map.entry("fairlead.ldap.group-member", "memberOf:member;group:member"),
                Map.entry("fairlead.oidc.scope", "openid  profile email"),
                Map.entry("fairlead.oidc.groups-claim", "https://example.com/groups"),
                Map.entry("fairlead.role.operator", "Unix Team"))));
    for (String host : List.of("0.0.0.0", "::1", "fe80::1%eth0", "shell-1.example.com")) {
      assertEquals(List.of(), SettingsProbe.ofServer(Map.of("fairlead.http.host", host)), host);
    }
  }

  @Test
  void settingsOfTheApplicationThatDoNotFitTogetherAreNamed() {
    Map<String, String> wrong =
        Map.of(
            "fairlead.login.warning", "PT30M",
            "fairlead.login.lifetime", "20m",
            "fairlead.health.timer-timeout", "PT6S",
            "fairlead.health.timer-interval", "PT5S",
            "fairlead.files.listing-memory",
                String.valueOf(Math.min(4294967296L, Runtime.getRuntime().maxMemory() + 1)));
    List<String> said = SettingsProbe.problems(SettingsProbe.types(), wrong);
    for (String text :
        List.of(
            "fairlead.login.warning is not shorter than fairlead.login.lifetime",
            "fairlead.login.warning is not shorter than fairlead.login.idle",
            "fairlead.health.timer-timeout is longer than fairlead.health.timer-interval")) {
      assertTrue(said.contains(text), said.toString());
    }
    assertEquals(
        Runtime.getRuntime().maxMemory() < 4294967296L,
        said.stream().anyMatch(one -> one.startsWith("fairlead.files.listing-memory is larger")));
  }

  /** Within which a host, a browser or a person far away can answer. Redis is near. */
  @Test
  void noTimeoutIsTooShortForAnAnswer() {
    SettingsProbe.types().stream()
        .flatMap(type -> Declaration.of(type).stream())
        .filter(one -> one.name().endsWith("timeout"))
        .forEach(
            one ->
                assertTrue(
                    Duration.parse(one.setting().min())
                            .compareTo(
                                one.name().startsWith("fairlead.redis.")
                                    ? Duration.ofMillis(100)
                                    : Duration.ofSeconds(1))
                        >= 0,
                    one.name()));
  }

  private static String problem(String name, String value) {
    return SettingsProbe.problem(Some.class, name, value);
  }

  private static boolean isSecret(String variable) {
    return variable.endsWith("password") || variable.endsWith("secret");
  }
}
