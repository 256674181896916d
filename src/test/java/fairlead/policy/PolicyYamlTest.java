package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.yaml.YamlProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyYamlTest {
  private final PolicyYaml yaml = new PolicyYaml("policy.yaml");

  @Test
  void anEmptyFileHasNoRules() throws YamlProblem {
    assertEquals(List.of(), yaml.rules(""));
    assertEquals(List.of(), yaml.rules("rules: []"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|a rule without name",
        "{name: a, hosts: ['*']}|a rule without people",
        "{name: a, groups: [g]}|a rule without hosts",
        "{name: a, groups: [], hosts: ['*']}|groups (expected: at least one",
        "{name: a, groups: [g], hosts: []}|hosts (expected: at least one",
        "{name: a, groups: [g], hosts: '*'}|hosts (expected: a list",
        "{name: a, groups: [g], labels: {}}|labels (expected: at least one",
        "{name: a, groups: [g], typed: true}|typed without networks",
        "{name: a, groups: [g], typed: true, sources: [s]}|a rule about typed hosts (expected: neith",
        "{name: a, groups: [g], typed: yes}|typed (expected: true or false",
        "{name: a, groups: [g], hosts: [h], networks: [10.0.0.1/8]}|networks (expected: a network",
        "{name: a, groups: [g], hosts: [h], users: []}|users (expected: at least one",
        "{name: a, groups: [g], hosts: [h], users: [-x]}|users (expected: accounts",
        "{name: a, groups: [g], hosts: [h], users: ['a b']}|users (expected: accounts",
        "{name: a, groups: [g], hosts: [h], users: ['{persona}']}|users (expected: accounts",
        "{name: a, groups: [g], hosts: [h], limits: {idle: 30m}}|idle (expected: a duration",
        "{name: a, groups: [g], hosts: [h], limits: {idle: -PT1S}}|idle (expected: a duration",
        "{name: a, groups: [g], hosts: [h], limits: {terminals: 0}}|terminals (expected: a number",
        "{name: a, groups: [g], hosts: [h], limits: {sessions: 1}}|limits: unknown field",
        "{name: a, groups: [g], hosts: [h], recording: maybe}|recording (expected: required or none",
        "{name: a, groups: [g], hosts: [h], allow: true}|a rule: unknown field",
        "{name: a, groups: [g], hosts: [h], hours: []}|hours (expected: at least one",
        "{name: a, groups: [g], hosts: [h], hours: [{from: '08:00', to: '9:00', zone: UTC}]}|to (exp",
        "{name: a, groups: [g], hosts: [h], hours: [{from: '24:00', to: '09:00', zone: UTC}]}|from (e",
        "{name: a, groups: [g], hosts: [h], hours: [{from: '08:00', to: '25:00', zone: UTC}]}|to (exp",
        "{name: a, groups: [g], hosts: [h], hours: [{from: '08:00', to: '09:00'}]}|hours (expected: f",
        "{name: a, groups: [g], hosts: [h], hours: [{from: '08:00', to: '09:00', zone: X}]}|zone (exp",
        "{name: a, groups: [g], hosts: [h], hours: [{days: mo, from: '08:00', to: '09:00', zone: UTC}]}"
            + "|days (expected: mon",
        "{name: a, groups: [g], hosts: [h]}, {name: a, groups: [g], hosts: [h]}|name (expected: one that"
      })
  void aMistakeIsNamedWithItsPlace(String rules, String problem) {
    String message =
        assertThrows(YamlProblem.class, () -> yaml.rules("rules: [" + rules + "]\n")).getMessage();
    assertTrue(message.startsWith("policy.yaml, line 1, column "), message);
    assertTrue(message.contains(problem), message);
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    String text =
        """
        rules:
        - name: a
          groups: []
          hosts: ['*']
          typed: maybe
          networks: [10.0.0.1/8, x]
          limits: {idle: 30m, terminals: 0}
          hours: [{days: [man], from: '8', to: '18:00', zone: Nowhere}]
        - hosts: ['*']
          colour: red
        """;
    List<String> places =
        Stream.of(assertThrows(YamlProblem.class, () -> yaml.rules(text)).getMessage().split("; "))
            .map(one -> one.replaceFirst("policy.yaml, (.*) \\(expected.*", "$1"))
            .toList();
    assertEquals(
        List.of(
            "line 3, column 11: groups",
            "line 5, column 10: typed",
            "line 6, column 14: networks",
            "line 6, column 26: networks",
            "line 7, column 18: idle",
            "line 7, column 34: terminals",
            "line 8, column 19: days",
            "line 8, column 31: from",
            "line 8, column 55: zone",
            "line 9, column 3: a rule without name",
            "line 10, column 3: a rule: unknown field colour"),
        places);
  }

  @Test
  void daysMayGoRoundTheWeek() throws YamlProblem {
    Rule rule =
        yaml.rules(
                "rules: [{name: a, groups: [g], hosts: [h], hours: [{days: [sat-mon, wed], from:"
                    + " '08:00', to: '24:00', zone: UTC}]}]")
            .get(0);
    assertEquals(
        "[MONDAY, SATURDAY, SUNDAY, WEDNESDAY]",
        rule.hours().get(0).days().stream().map(Enum::name).sorted().toList().toString());
  }
}
