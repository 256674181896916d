package fairlead.hosts.ec2;

import fairlead.hosts.Host;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The instances of all accounts and regions, as hosts.
 *
 * @param problems why instances are not in it, as sentences for a person
 */
record Catalogue(List<Host> hosts, List<String> problems) {
  static final Catalogue EMPTY = new Catalogue(List.of(), List.of());

  private static final int EXAMPLES = 3;

  /** An instance, its account and region, and the user that people log in as. */
  record Entry(AccountRegion place, Listing listing, Instance instance, String user) {}

  /** Makes a host of an instance; empty if the instance cannot be reached. */
  interface HostMaker {
    Optional<Host> host(Entry entry, String name);
  }

  static Catalogue of(
      Ec2Configuration configuration, Map<AccountRegion, Listing> listings, HostMaker maker) {
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> nobody = new ArrayList<>();
    // Two entries of the file may be the same account with different filters.
    Set<String> seen = new HashSet<>();
    listings.forEach(
        (place, listing) -> {
          for (Instance instance : listing.instances()) {
            if (!seen.add(instance.id())) {
              continue;
            }
            UserRule.first(configuration.users(), place, instance)
                .ifPresentOrElse(
                    user -> entries.add(new Entry(place, listing, instance, user)),
                    () -> nobody.add(instance.id()));
          }
        });
    left(problems, nobody, "no rule under users gives them an account");
    if (entries.size() > configuration.limit()) {
      problems.add(
          "ec2.yaml: only %d instances are listed, because of limit."
              .formatted(configuration.limit()));
      entries.subList(configuration.limit(), entries.size()).clear();
    }
    HostNames names = new HostNames(entries.stream().map(Entry::instance).toList());
    List<Host> hosts = new ArrayList<>(entries.size());
    List<String> unreached = new ArrayList<>();
    for (Entry entry : entries) {
      maker
          .host(entry, names.of(entry.instance()))
          .ifPresentOrElse(hosts::add, () -> unreached.add(entry.instance().id()));
    }
    left(problems, unreached, "they have no address, or no endpoint, by which to connect");
    hosts.sort(Comparator.comparing(Host::name));
    return new Catalogue(List.copyOf(hosts), List.copyOf(problems));
  }

  private static void left(List<String> problems, List<String> ids, String why) {
    if (!ids.isEmpty()) {
      String examples = String.join(", ", ids.subList(0, Math.min(EXAMPLES, ids.size())));
      problems.add(
          "ec2.yaml: %d %s not listed, because %s: %s%s."
              .formatted(
                  ids.size(),
                  ids.size() == 1 ? "instance is" : "instances are",
                  why,
                  examples,
                  ids.size() > EXAMPLES ? ", …" : ""));
    }
  }
}
