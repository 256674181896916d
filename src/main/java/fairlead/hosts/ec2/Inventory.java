package fairlead.hosts.ec2;

import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instances that one configuration lists, by account and region. If one of these cannot be
 * read, its previous list stays in use, and the others are not affected.
 */
final class Inventory implements AutoCloseable {
  private static final Log LOG = Log.of(Inventory.class);

  private final Ec2Configuration configuration;
  private final InstantSource clock;
  private final Aws aws;
  private final InstanceHosts hosts;
  private final Map<AccountRegion, AccountRegionReader> readers = new LinkedHashMap<>();
  private final Map<AccountRegion, Listing> listings =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<AccountRegion, String> problems =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private volatile Catalogue catalogue;

  /**
   * @param before the previous inventory; only the lists that this configuration still names are
   *     kept
   */
  Inventory(Ec2Configuration configuration, InstantSource clock, Optional<Inventory> before) {
    this.configuration = configuration;
    this.clock = clock;
    aws = new Aws(configuration.callTimeout(), configuration.urls());
    hosts = new InstanceHosts(configuration, new KeySender(aws), new Tunnels(aws));
    for (AccountRegion place : configuration.places()) {
      readers.put(place, new AccountRegionReader(place, aws.ec2(place), configuration));
      before.map(old -> old.listings.get(place)).ifPresent(known -> listings.put(place, known));
    }
    catalogue = listings.isEmpty() ? Catalogue.EMPTY : catalogue();
  }

  Ec2Configuration configuration() {
    return configuration;
  }

  /**
   * Reads all lists, one after the other, because AWS limits the request rate.
   *
   * @return whether all of it could be read
   */
  boolean refresh() {
    readers.forEach(this::read);
    catalogue = catalogue();
    return problems.isEmpty();
  }

  private void read(AccountRegion place, AccountRegionReader reader) {
    try {
      Listing listing = reader.read(clock.instant(), configuration.limit() + 1);
      Listing before = listings.put(place, listing);
      boolean recovered = problems.remove(place) != null;
      if (before == null || recovered) {
        LOG.log(Level.INFO, "EC2 ({0}): {1} instances", place, listing.instances().size());
      }
    } catch (AwsProblem e) {
      // A repeated problem is logged only once.
      if (!e.getMessage().equals(problems.put(place, e.getMessage()))) {
        LOG.log(Level.WARNING, "{0}", e.getMessage());
        LOG.log(Level.DEBUG, "EC2 was not read", e);
      }
    }
  }

  private Catalogue catalogue() {
    synchronized (listings) {
      return Catalogue.of(configuration, listings, hosts);
    }
  }

  Catalogue now() {
    return catalogue;
  }

  /** The last list of each account and region. */
  Map<AccountRegion, Listing> listings() {
    synchronized (listings) {
      return new LinkedHashMap<>(listings);
    }
  }

  /** What is wrong, as sentences for a person, with the age of the lists that stay in use. */
  List<String> problems() {
    List<String> all = new ArrayList<>();
    synchronized (problems) {
      problems.forEach((place, problem) -> all.add(problem + " " + kept(place)));
    }
    all.addAll(catalogue.problems());
    return all;
  }

  private String kept(AccountRegion place) {
    Listing listing = listings.get(place);
    if (listing == null) {
      return "Its instances have not been read yet.";
    }
    Duration age = Duration.between(listing.readAt(), clock.instant());
    return "The list of " + age(age) + " ago stays in use.";
  }

  private static String age(Duration age) {
    return age.toMinutes() < 2
        ? age.toSeconds() + " s"
        : age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }

  @Override
  public void close() {
    aws.close();
  }
}
