package fairlead.hosts.ec2;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says as whom people log in to an instance. */
sealed interface UserRule {
  /** What Instance Connect accepts as {@code InstanceOSUser}. */
  Pattern USERS = Pattern.compile("[A-Za-z_][A-Za-z0-9@._-]{0,30}[A-Za-z0-9$_-]?");

  /**
   * The instance says so itself, by a tag. One without it, or with a nonsense in it, says nothing.
   */
  record Tag(String tag) implements UserRule {
    @Override
    public Optional<String> user(AccountRegion place, Instance instance) {
      return Optional.ofNullable(instance.tags().get(tag)).filter(USERS.asMatchPredicate());
    }
  }

  /** The same for all that fit. */
  record Fixed(InstanceSelector when, String user) implements UserRule {
    @Override
    public Optional<String> user(AccountRegion place, Instance instance) {
      return when.fits(place, instance) ? Optional.of(user) : Optional.empty();
    }
  }

  Optional<String> user(AccountRegion place, Instance instance);

  /** What the first of them says that says anything. */
  static Optional<String> first(List<UserRule> rules, AccountRegion place, Instance instance) {
    return rules.stream().flatMap(rule -> rule.user(place, instance).stream()).findFirst();
  }
}
