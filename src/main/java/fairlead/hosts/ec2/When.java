package fairlead.hosts.ec2;

import java.util.Map;
import java.util.Optional;

/** For which instances a rule holds: everything that it names must fit. Nothing named fits all. */
record When(
    Optional<Glob> imageName,
    Optional<Glob> name,
    Optional<Glob> vpc,
    Optional<Glob> account,
    Optional<Glob> region,
    Map<String, Glob> tags) {
  static final When ALWAYS =
      new When(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of());

  boolean fits(Place place, Instance instance) {
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

  private static boolean fits(Optional<Glob> glob, String value) {
    return glob.isEmpty() || glob.get().fits(value);
  }
}
