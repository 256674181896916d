package fairlead.hosts.ec2;

import fairlead.hosts.Host;
import fairlead.ssh.Destination;
import fairlead.ssh.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes hosts of instances: decides how to reach each one and how to log in. */
final class InstanceHosts implements Catalogue.HostMaker {
  private static final String SOURCE = "ec2.yaml";
  private static final int LABEL_LENGTH = 200;

  private final Ec2Configuration configuration;
  private final KeySender keys;
  private final Tunnels tunnels;

  InstanceHosts(Ec2Configuration configuration, KeySender keys, Tunnels tunnels) {
    this.configuration = configuration;
    this.keys = keys;
    this.tunnels = tunnels;
  }

  /** How an instance is reached. */
  private record Reached(String address, Route route) {}

  @Override
  public Optional<Host> host(Catalogue.Entry entry, String name) {
    Instance instance = entry.instance();
    return reached(entry)
        .map(
            reached ->
                new Destination(
                    name,
                    reached.address(),
                    configuration.port(),
                    entry.user(),
                    List.of(
                        new InstanceConnect(keys, entry.place(), instance.id(), instance.zone())),
                    configuration.hostKeyPolicy(),
                    true,
                    reached.route(),
                    // Another instance may get the address, but never the id.
                    instance.id(),
                    false))
        .map(destination -> new Host(destination, labels(entry), SOURCE));
  }

  private Optional<Reached> reached(Catalogue.Entry entry) {
    Instance instance = entry.instance();
    Optional<ConnectRule> rule =
        configuration.ways().stream()
            .filter(one -> one.when().fits(entry.place(), instance))
            .findFirst();
    if (rule.isPresent()) {
      return switch (rule.get().way()) {
        case PUBLIC_ADDRESS -> directly(instance.publicAddress());
        case PRIVATE_ADDRESS -> directly(instance.privateAddress());
        case ENDPOINT ->
            through(
                entry,
                rule.get().endpoint().isPresent()
                    ? entry.listing().endpoint(rule.get().endpoint().get())
                    : entry.listing().endpointFor(instance));
      };
    }
    return directly(instance.publicAddress())
        .or(() -> through(entry, entry.listing().endpointFor(instance)))
        .or(() -> directly(instance.privateAddress()));
  }

  private static Optional<Reached> directly(Optional<String> address) {
    return address.map(one -> new Reached(one, new Route.Direct()));
  }

  private Optional<Reached> through(Catalogue.Entry entry, Optional<Endpoint> endpoint) {
    Optional<String> address = entry.instance().privateAddress();
    return endpoint.isEmpty() || address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reached(
                address.get(),
                new Route.Tunnelled(
                    new ConnectEndpoint(
                        tunnels,
                        entry.place(),
                        endpoint.get(),
                        address.get(),
                        configuration.port()))));
  }

  private Map<String, String> labels(Catalogue.Entry entry) {
    Map<String, String> labels = new HashMap<>();
    for (String tag : configuration.labels()) {
      String value = entry.instance().tags().get(tag);
      if (value != null) {
        labels.put(tag, value.substring(0, Math.min(LABEL_LENGTH, value.length())));
      }
    }
    // Added last, so that no tag can replace one of these.
    labels.put("account", entry.place().account().name());
    labels.put("region", entry.place().region());
    labels.put("instance", entry.instance().id());
    labels.put("state", entry.instance().state());
    return labels;
  }
}
