package fairlead.policy;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.settings.Defaults;
import fairlead.yaml.YamlSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What decisions cost with 1,000 rules and 5,000 hosts: {@code mvn test -Dtest=PolicyCost}. Not a
 * test of its own, because machines differ.
 */
class PolicyCost {
  private static final int RULES = 1_000;
  private static final int HOSTS = 5_000;
  private static final int ROUNDS = 20;

  @Test
  void measure() throws Exception {
    for (boolean all : new boolean[] {false, true}) {
      Path directory = Files.createTempDirectory("policy");
      Files.writeString(directory.resolve("policy.yaml"), rules(all));
      PolicySettings settings = Defaults.of(new PolicySettings(), directory);
      Policy policy =
          new Policy(
              settings, Defaults.of(new YamlSettings()), System::nanoTime, Clock.systemUTC());
      Person person =
          new Person("ada", Set.of(Role.OPERATOR), Set.of("operator", "team-7"), "", "login");
      List<Target> hosts = new ArrayList<>();
      for (int i = 0; i < HOSTS; i++) {
        hosts.add(
            new Target(
                "host-" + i, Map.of("team", "t" + i % RULES), "hosts.yaml", "10.0.0.1", "u"));
      }
      long decided = Long.MAX_VALUE;
      long listed = Long.MAX_VALUE;
      int granted = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        for (Target host : hosts.subList(0, 500)) {
          if (policy.decide(person, host) instanceof Decision.Granted) {
            granted++;
          }
        }
        decided = Math.min(decided, (System.nanoTime() - begun) / 500);
        begun = System.nanoTime();
        Permissions permissions = policy.of(person);
        for (Target host : hosts) {
          if (!permissions.users(host).isEmpty()) {
            granted++;
          }
        }
        listed = Math.min(listed, System.nanoTime() - begun);
      }
      System.out.printf(
          "PolicyCost: %s: one decision %.1f us, a list of %d hosts %.1f ms (%d granted)%n",
          all ? "every rule about the person" : "one rule in 1,000 about the person",
          decided / 1e3,
          HOSTS,
          listed / 1e6,
          granted);
    }
  }

  private static String rules(boolean all) {
    StringBuilder rules = new StringBuilder("rules:\n");
    for (int i = 0; i < RULES; i++) {
      rules.append(
          "  - { name: r%d, groups: [%s], hosts: [host-*], labels: { team: t%d } }\n"
              .formatted(i, all ? "operator" : "team-" + i, i));
    }
    return rules.toString();
  }
}
