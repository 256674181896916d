package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Decision.Part;
import fairlead.settings.Defaults;
import fairlead.yaml.YamlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final String RULES =
      """
      rules:
        - name: recorded
          groups: [operator]
          hosts: [vault-*]
          users: [auditor]
          recording: required
        - name: web
          groups: [deploy]
          hosts: [web-*, www]
          labels: { env: [staging, test] }
          sources: [hosts.yaml]
          users: [deploy, "{person}"]
          limits: { idle: PT30M, terminals: 2 }
          upload: true
        - name: nights
          people: [ada]
          hosts: [db-1]
          hours:
            - { days: mon-fri, from: "22:00", to: "06:00", zone: UTC }
        - name: root by name
          people: [ada, ops-*]
          hosts: [vault-*, db-1]
          users: [root]
        - name: by hand
          groups: [admin]
          typed: true
          hosts: ["*.example.com", "10.*"]
          networks: [10.0.0.0/8]
          users: ["*"]
      """;

  /** A Friday, in the evening. */
  private static final Instant NOW = Instant.parse("2026-06-05T20:00:00Z");

  @TempDir Path directory;

  private long nanos;
  private Instant now = NOW;

  @ParameterizedTest
  @CsvSource({
    // person, groups, host, label env, user; the rule, or the nearest one and its part
    "ada, operator deploy, web-1, test, deploy, web, ",
    "ada, operator deploy, www, staging, ada, web, ",
    "bob, operator deploy, web-1, test, ada, web, USER",
    "bob, operator deploy, web-1, test, root, web, USER",
    "bob, operator deploy, web-1, production, deploy, web, LABELS",
    "bob, operator deploy, web-1, '', deploy, web, LABELS",
    "bob, operator deploy, web, test, deploy, recorded, HOST",
    "bob, operator, web-1, test, deploy, recorded, HOST",
    "bob, deploy, web-1, test, deploy, '', ROLE",
    "ada, operator, db-1, '', configured, nights, HOURS",
    "ada, operator, db-1, '', root, root by name, ",
    "ops-7, operator, vault-1, '', root, root by name, ",
    "ops-7, operator, vault-1, '', auditor, recorded, RECORDING",
    "ops-7, operator, vault-1, '', ops-7, recorded, USER",
    "cleo, admin, x.example.com, '', cleo, by hand, HOST",
    "cleo, admin, typed x.example.com, '', cleo, by hand, ",
    "cleo, admin, typed 10.1.1.1, '', root, by hand, ",
    "cleo, admin, typed 11.1.1.1, '', root, by hand, HOST",
    "ada, operator deploy, typed web-1, test, deploy, recorded, HOST"
  })
  void theFirstRuleThatAllowsItDecides(
      String name, String groups, String host, String env, String user, String rule, Part part)
      throws IOException {
    Decision decision =
        policy(RULES).decide(person(name, groups.split(" ")), target(host, env, user));
    if (part == null) {
      assertEquals(rule, assertInstanceOf(Granted.class, decision).rule());
    } else {
      Denied denied = assertInstanceOf(Denied.class, decision);
      assertEquals(part, denied.part(), denied::why);
      assertEquals(rule, denied.nearest());
    }
  }

  @Test
  void aRuleBringsItsLimitsAndAllowsNothingElse() throws IOException {
    Granted granted =
        (Granted)
            policy(RULES)
                .decide(person("ada", "operator", "deploy"), target("web-1", "test", "ada"));
    Limits limits = granted.limits();
    assertEquals(Optional.of(Duration.ofMinutes(30)), limits.idle());
    assertEquals(Optional.empty(), limits.maximum());
    assertEquals(2, limits.terminals().orElseThrow());
    assertTrue(limits.upload());
    assertFalse(limits.download() || limits.agentForwarding() || limits.recording());
  }

  @Test
  void theHourChangesTheDecision() throws IOException {
    Policy policy = policy(RULES);
    Person ada = person("ada", "operator");
    Target host = target("db-1", "", "configured");
    assertInstanceOf(Denied.class, policy.decide(ada, host));
    now = Instant.parse("2026-06-05T22:00:00Z");
    assertInstanceOf(Granted.class, policy.decide(ada, host));
  }

  @Test
  void whoIsRefusedReadsNothingOfTheRules() throws IOException {
    Denied denied =
        (Denied)
            policy(RULES)
                .decide(person("bob", "operator", "deploy"), target("web-1", "test", "root"));
    assertEquals("You may not open web-1 as root now. Ask an administrator.", denied.sentence());
    assertTrue(denied.why().contains("account root"), denied.why());
  }

  @Test
  void aHostHasTheAccountsThatAreAllowedNowAndNoOthers() throws IOException {
    Permissions ada = policy(RULES).of(person("ada", "operator", "deploy"));
    assertEquals(List.of("deploy", "ada"), ada.users(target("web-1", "test", "configured")));
    assertEquals(List.of("root"), ada.users(target("db-1", "", "configured")));
    assertEquals(List.of("root"), ada.users(target("vault-1", "", "auditor")));
    assertEquals(List.of(), ada.users(target("web-1", "production", "configured")));
    assertFalse(ada.typed());
    Permissions auditor = policy(RULES).of(person("ada", "auditor", "deploy"));
    assertEquals(List.of(), auditor.users(target("web-1", "test", "configured")));
    assertTrue(policy(RULES).of(person("cleo", "admin")).typed());
  }

  @Test
  void aNameThatIsNoAccountOpensNone() throws IOException {
    Permissions odd = policy(RULES).of(person("-oProxyCommand=x", "operator", "deploy"));
    assertEquals(List.of("deploy"), odd.users(target("web-1", "test", "configured")));
  }

  @Test
  void withoutAFileEveryListedHostIsAllowedAsItsOwnAccount() {
    Policy policy = new Policy(settings(), Defaults.of(new YamlSettings()), () -> nanos, clock());
    Person ada = person("ada", "operator");
    assertInstanceOf(Granted.class, policy.decide(ada, target("web-1", "", "configured")));
    assertInstanceOf(Denied.class, policy.decide(ada, target("web-1", "", "root")));
    assertInstanceOf(Denied.class, policy.decide(ada, target("typed web-1", "", "configured")));
    assertInstanceOf(
        Denied.class, policy.decide(person("bob", "auditor"), target("web-1", "", "configured")));
    assertEquals(List.of("configured"), policy.of(ada).users(target("web-1", "", "configured")));
    assertFalse(policy.of(person("cleo", "admin")).typed());
  }

  @Test
  void whereAFileIsRequiredNothingIsAllowedWithoutOne() {
    PolicySettings settings = settings();
    settings.policyRequired = true;
    Policy policy = new Policy(settings, Defaults.of(new YamlSettings()), () -> nanos, clock());
    assertInstanceOf(
        Denied.class, policy.decide(person("ada", "admin"), target("web-1", "", "configured")));
  }

  @Test
  void anEmptyFileAllowsNothing() throws IOException {
    Denied denied =
        (Denied)
            policy("rules: []\n").decide(person("ada", "admin"), target("web-1", "", "configured"));
    assertEquals(Part.PERSON, denied.part());
  }

  @Test
  void aBrokenFileKeepsTheLastGoodOneInForceAndSaysSo() throws IOException {
    Policy policy = policy(RULES);
    Person ada = person("ada", "operator");
    Target host = target("db-1", "", "root");
    assertInstanceOf(Granted.class, policy.decide(ada, host));
    write("rules: oops\n");
    assertInstanceOf(Granted.class, policy.decide(ada, host));
    assertTrue(policy.usable());
    assertTrue(policy.problem().orElse("").startsWith("policy.yaml, line 1"));
    Files.delete(directory.resolve("policy.yaml"));
    nanos += TimeUnit.SECONDS.toNanos(2);
    assertInstanceOf(Granted.class, policy.decide(ada, host));
    assertInstanceOf(Denied.class, policy.decide(ada, target("web-9", "", "configured")));
    write("rules: []\n");
    assertInstanceOf(Denied.class, policy.decide(ada, host));
    assertEquals(Optional.empty(), policy.problem());
  }

  @Test
  void aFileThatWasNeverGoodAllowsNothing() throws IOException {
    Policy policy = policy("rules: oops\n");
    Denied denied =
        (Denied) policy.decide(person("ada", "admin"), target("web-1", "", "configured"));
    assertEquals(Part.POLICY, denied.part());
    assertFalse(policy.usable());
    assertEquals(
        List.of(), policy.of(person("ada", "admin")).users(target("web-1", "", "configured")));
  }

  private Policy policy(String yaml) throws IOException {
    write(yaml);
    return new Policy(settings(), Defaults.of(new YamlSettings()), () -> nanos, clock());
  }

  private void write(String yaml) throws IOException {
    Files.writeString(directory.resolve("policy.yaml"), yaml);
    nanos += TimeUnit.SECONDS.toNanos(2);
  }

  private PolicySettings settings() {
    return Defaults.of(new PolicySettings(), directory);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneId.of("UTC");
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  private static Person person(String name, String... groups) {
    return Person.named(name, Set.of(groups))
        .orElseGet(() -> new Person(name, Set.of(Role.AUDITOR), Set.of(groups), "", "login"));
  }

  private static Target target(String host, String env, String user) {
    boolean typed = host.startsWith("typed ");
    String name = typed ? host.substring(6) : host;
    return new Target(
            name,
            env.isEmpty() ? Map.of() : Map.of("env", env),
            typed ? Target.TYPED : "hosts.yaml",
            name,
            user.equals("configured") || user.equals("auditor") ? user : "someone")
        .as(user);
  }
}
