package fairlead.policy;

import fairlead.access.Person;
import fairlead.policy.Decision.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of the policy: who may open what, as which account, when, and how much of it.
 *
 * @param groups patterns of groups; the rule applies to people in one of them
 * @param people patterns of names; the rule applies to these people too
 * @param hosts patterns of names, or none for every name
 * @param labels labels that a host must all have, each with one of these values
 * @param sources where a host may be listed, or none for everywhere
 * @param typed whether the rule applies to typed hosts instead of listed ones
 * @param users patterns of accounts
 * @param hours when it holds, or none for always
 */
record Rule(
    String name,
    List<Glob> groups,
    List<Glob> people,
    List<Glob> hosts,
    Map<String, List<Glob>> labels,
    List<Glob> sources,
    boolean typed,
    List<Glob> users,
    List<Hours> hours,
    Limits limits) {
  /** Stands for the person's own name among the accounts. */
  static final String PERSON = "{person}";

  /** Stands for the account that the host's configuration names. */
  static final String CONFIGURED = "{configured}";

  boolean means(Person person) {
    return Glob.any(people, person.name())
        || person.groups().stream().anyMatch(group -> Glob.any(groups, group));
  }

  boolean means(Target target) {
    return failing(target).isEmpty();
  }

  private Optional<Part> failing(Target target) {
    if (target.typed() != typed || !(hosts.isEmpty() || Glob.any(hosts, target.name()))) {
      return Optional.of(Part.HOST);
    }
    if (!sources.isEmpty() && !Glob.any(sources, target.source())) {
      return Optional.of(Part.SOURCE);
    }
    // A loop, not a stream: with thousands of hosts this runs for each host and rule.
    for (Map.Entry<String, List<Glob>> label : labels.entrySet()) {
      if (!has(target, label)) {
        return Optional.of(Part.LABELS);
      }
    }
    return Optional.empty();
  }

  private static boolean has(Target target, Map.Entry<String, List<Glob>> label) {
    String value = target.labels().get(label.getKey());
    return value != null && Glob.any(label.getValue(), value);
  }

  boolean allows(Person person, Target target) {
    return users.stream()
        .anyMatch(
            one ->
                switch (one.text()) {
                  case PERSON -> target.user().equals(person.name());
                  case CONFIGURED -> target.user().equals(target.configured());
                  default -> one.matches(target.user());
                });
  }

  /** The accounts that the rule names for this person, without patterns. */
  List<String> users(Person person, Target target) {
    return users.stream()
        .filter(Glob::plain)
        .map(
            one ->
                switch (one.text()) {
                  case PERSON -> person.name();
                  case CONFIGURED -> target.configured();
                  default -> one.text();
                })
        .filter(Target::isUser)
        .toList();
  }

  boolean holds(Instant now) {
    return hours.isEmpty() || hours.stream().anyMatch(one -> one.contain(now));
  }

  /** The first condition that fails. Whether recording is required is not checked here. */
  Optional<Part> failing(Person person, Target target, Instant now) {
    if (!means(person)) {
      return Optional.of(Part.PERSON);
    }
    Optional<Part> ofHost = failing(target);
    if (ofHost.isPresent()) {
      return ofHost;
    }
    if (!allows(person, target)) {
      return Optional.of(Part.USER);
    }
    return holds(now) ? Optional.empty() : Optional.of(Part.HOURS);
  }
}
