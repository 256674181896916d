package fairlead.hosts.ec2;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides as which user people log in to an instance. */
sealed interface UserRule {
  /** What Instance Connect accepts as {@code InstanceOSUser}. */
  Pattern USERS = Pattern.compile("[A-Za-z_][A-Za-z0-9@._-]{0,30}[A-Za-z0-9$_-]?");

  /**
   * The user is the value of a tag of the instance. The rule does not apply without that tag, or if
   * its value is not a valid user.
   */
  record Tag(String tag) implements UserRule {
    @Override
    public Optional<String> user(AccountRegion place, Instance instance) {
      return Optional.ofNullable(instance.tags().get(tag)).filter(USERS.asMatchPredicate());
    }
  }

  /** The same user for all instances that match. */
  record Fixed(InstanceSelector when, String user) implements UserRule {
    @Override
    public Optional<String> user(AccountRegion place, Instance instance) {
      return when.fits(place, instance) ? Optional.of(user) : Optional.empty();
    }
  }

  Optional<String> user(AccountRegion place, Instance instance);

  /** The user from the first rule that applies. */
  static Optional<String> first(List<UserRule> rules, AccountRegion place, Instance instance) {
    return rules.stream().flatMap(rule -> rule.user(place, instance).stream()).findFirst();
  }
}
