package fairlead.hosts.ec2;

import java.util.Map;
import java.util.Optional;

/**
 * The instances that a rule applies to: every condition must match. Without conditions, all match.
 */
record InstanceSelector(
    Optional<AwsWildcard> imageName,
    Optional<AwsWildcard> name,
    Optional<AwsWildcard> vpc,
    Optional<AwsWildcard> account,
    Optional<AwsWildcard> region,
    Map<String, AwsWildcard> tags) {
  static final InstanceSelector ALWAYS =
      new InstanceSelector(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of());

  boolean fits(AccountRegion place, Instance instance) {
    return fits(imageName, instance.imageName())
        && fits(name, instance.name())
        && fits(vpc, instance.vpc())
        && fits(account, place.account().name())
        && fits(region, place.region())
        && tags.entrySet().stream()
            .allMatch(
                tag ->
                    instance.tags().containsKey(tag.getKey())
                        && tag.getValue().fits(instance.tags().get(tag.getKey())));
  }

  private static boolean fits(Optional<AwsWildcard> glob, String value) {
    return glob.isEmpty() || glob.get().fits(value);
  }
}
