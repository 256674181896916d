package fairlead.hosts;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.policy.Limits;
import fairlead.policy.Network;
import fairlead.policy.Networks;
import fairlead.ssh.AddressRules;
import fairlead.ssh.Route;
import fairlead.ssh.SshException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Decides which addresses may be dialled on the route to a host, for one person and the rule that
 * admits them.
 */
@ApplicationScoped
public class AddressPolicy {
  private static final String ASK = " Ask an administrator.";
  private static final String HOW =
      " The setting fairlead.addresses.allowed allows it, or networks in a rule of policy.yaml.";

  private Networks networks;

  /** For the CDI container. */
  protected AddressPolicy() {}

  @Inject
  public AddressPolicy(Networks networks) {
    this.networks = networks;
  }

  /**
   * The rules for the host and the hops before it. The host must be within the networks of the
   * person's rule; for a hop it is enough that its address is not refused.
   */
  public AddressRules rules(Host host, Person person, Limits limits) {
    return (name, address) -> {
      Optional<String> refusal = networks.refusal(address, limits.networks());
      if (refusal.isPresent()) {
        throw refused(
            "%s has an address that this server does not dial: it is %s.%s"
                .formatted(name, refusal.get(), person.is(Role.ADMIN) ? HOW : ASK));
      }
      if (name.equals(host.name()) && !within(address, limits.networks())) {
        throw refused(
            name + " has an address outside the networks in which you may open hosts." + ASK);
      }
    };
  }

  /**
   * Whether the hop or tunnel before this host resolves its name. This server then does not see the
   * address, and no rule's networks can be checked.
   */
  public static boolean unseen(Host host) {
    Route route = host.destination().route();
    boolean resolvedHere =
        route instanceof Route.Direct
            || (route instanceof Route.Through through && !through.hopResolves());
    return !resolvedHere && Network.parse(host.destination().address()).isEmpty();
  }

  /** Whether probes may dial this address. */
  boolean mayProbe(InetAddress address) {
    return networks.refusal(address, List.of()).isEmpty();
  }

  private static SshException refused(String sentence) {
    return new SshException(SshException.Reason.ADDRESS_REFUSED, sentence);
  }

  private static boolean within(InetAddress address, List<Network> allowed) {
    return allowed.isEmpty() || allowed.stream().anyMatch(one -> one.contains(address));
  }
}
