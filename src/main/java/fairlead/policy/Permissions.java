package fairlead.policy;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Decision.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one person may open at one moment. Meant for many questions: rules that do not apply to the
 * person are filtered out once.
 */
public final class Permissions {
  private final Person person;
  private final List<Rule> all;
  private final List<Rule> mine;
  private final Instant now;

  Permissions(Person person, List<Rule> all, Instant now) {
    this.person = person;
    this.all = all;
    this.now = now;
    mine = all.stream().filter(rule -> rule.means(person)).toList();
  }

  /** Grants by the first rule that allows the target. */
  public Decision decide(Target target) {
    if (!opens()) {
      return new Denied(
          "",
          Part.ROLE,
          "This person has neither the role operator nor the role admin.",
          "You need the role operator to open a terminal. Ask an administrator.");
    }
    Rule rule = deciding(target);
    if (rule == null) {
      return denied(target);
    }
    return rule.limits().recording() ? unrecorded(rule) : new Granted(rule.name(), rule.limits());
  }

  /** The accounts as which the person may open this host, the configured account first. */
  public List<String> users(Target host) {
    if (mine.isEmpty() || !opens()) {
      return List.of();
    }
    List<Rule> here = new ArrayList<>();
    for (Rule rule : mine) {
      if (rule.means(host) && rule.holds(now)) {
        here.add(rule);
      }
    }
    if (here.isEmpty()) {
      return List.of();
    }
    Set<String> named = new LinkedHashSet<>(List.of(host.configured()));
    here.forEach(rule -> named.addAll(rule.users(person, host)));
    return named.stream().filter(user -> granted(here, host.as(user))).toList();
  }

  /** Whether a rule allows this person to open typed hosts now. */
  public boolean typed() {
    return opens() && mine.stream().anyMatch(rule -> rule.typed() && rule.holds(now));
  }

  /** Whether one of these rules, which apply to the host, allows the target. */
  private boolean granted(List<Rule> here, Target target) {
    for (Rule rule : here) {
      if (rule.allows(person, target)) {
        return !rule.limits().recording();
      }
    }
    return false;
  }

  private boolean opens() {
    return person.is(Role.OPERATOR) || person.is(Role.ADMIN);
  }

  private Rule deciding(Target target) {
    for (Rule rule : mine) {
      if (rule.failing(person, target, now).isEmpty()) {
        return rule;
      }
    }
    return null;
  }

  private static Denied unrecorded(Rule rule) {
    return new Denied(
        rule.name(),
        Part.RECORDING,
        "The rule requires a recording, and this version of Fairlead cannot record.",
        "This host may only be opened with a recording, and this server cannot record yet. Ask an"
            + " administrator.");
  }

  private Denied denied(Target target) {
    Rule nearest = null;
    Part part = null;
    for (Rule rule : all) {
      Optional<Part> failing = rule.failing(person, target, now);
      if (failing.isPresent() && (part == null || failing.get().compareTo(part) > 0)) {
        nearest = rule;
        part = failing.get();
      }
    }
    if (nearest == null) {
      return new Denied("", Part.PERSON, "policy.yaml has no rules.", sentence(target));
    }
    String name = part == Part.PERSON ? "" : nearest.name();
    return new Denied(name, part, why(nearest, part, target), sentence(target));
  }

  private String why(Rule rule, Part part, Target target) {
    return switch (part) {
      case PERSON ->
          "No rule applies to %s or their groups (%s)."
              .formatted(
                  person.name(), String.join(", ", person.groups().stream().sorted().toList()));
      case HOST ->
          target.typed() && !rule.typed()
              ? "The rule applies to this person, but not to hosts that are typed in."
              : "The rule applies to this person, but not to a host with this name.";
      case SOURCE ->
          "The rule applies to this person and this host name, but not to hosts from %s."
              .formatted(target.source());
      case LABELS ->
          "The rule applies to this person and this host name, but not to the host's labels.";
      case USER ->
          "The rule applies to this person and this host, but not to the account %s."
              .formatted(target.user());
      case HOURS -> "The rule allows it, but only at other times.";
      case ROLE, POLICY, RECORDING -> throw new IllegalArgumentException(part.toString());
    };
  }

  private static String sentence(Target target) {
    return target.typed()
        ? "You may not open this host. Ask an administrator."
        : "You may not open %s as %s now. Ask an administrator."
            .formatted(target.name(), target.user());
  }
}
