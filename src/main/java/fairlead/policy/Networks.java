package fairlead.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be dialled at all. Loopback, link-local, multicast and unspecified addresses
 * and those of cloud metadata services are refused unless they are allowed explicitly.
 *
 * <p>An allowed network lifts a refusal only where all of it is refused: {@code 127.0.0.0/8} lifts
 * that of loopback, {@code 0.0.0.0/0} lifts nothing. So an administrator who allows "anywhere" does
 * not open these by accident.
 */
@ApplicationScoped
public class Networks {
  /**
   * A network that is refused.
   *
   * @param what what kind of address it contains, for a person
   */
  private record RefusedNetwork(Network network, String what) {}

  private static final List<RefusedNetwork> ALWAYS =
      Stream.of(
              refused("a loopback address", "127.0.0.0/8", "::1"),
              // Linux dials itself at 0.0.0.0.
              refused("an unspecified address", "0.0.0.0/8", "::"),
              refused("a link-local address", "169.254.0.0/16", "fe80::/10"),
              refused("a multicast address", "224.0.0.0/4", "ff00::/8", "255.255.255.255"),
              // AWS, Google, Alibaba and Azure; all other metadata services are link-local.
              refused(
                  "the address of a cloud's metadata service",
                  "fd00:ec2::254",
                  "fd20:ce::254",
                  "100.100.100.200",
                  "168.63.129.16"))
          .flatMap(List::stream)
          .toList();

  private List<RefusedNetwork> refused;
  private List<Network> allowed;

  /** For the CDI container. */
  protected Networks() {}

  @Inject
  Networks(PolicySettings settings) {
    this(settings.addressesRefused(), settings.addressesAllowed());
  }

  /**
   * @param refused in addition to those that are always refused
   */
  public Networks(Collection<Network> refused, Collection<Network> allowed) {
    this.refused = new ArrayList<>(ALWAYS);
    refused.forEach(
        one ->
            this.refused.add(
                new RefusedNetwork(one, "in a network that is refused on this server")));
    this.allowed = List.copyOf(allowed);
  }

  /**
   * Why this address must not be dialled, such as {@code a loopback address}; empty if it may be.
   *
   * @param granted networks that a rule allows in addition to the server's settings
   */
  public Optional<String> refusal(InetAddress address, Collection<Network> granted) {
    for (byte[] form : forms(address)) {
      for (RefusedNetwork one : refused) {
        if (one.network().contains(form)
            && !lifted(one, form, allowed)
            && !lifted(one, form, granted)) {
          return Optional.of(one.what());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean lifted(RefusedNetwork refused, byte[] form, Collection<Network> networks) {
    return networks.stream().anyMatch(one -> one.contains(form) && refused.network().contains(one));
  }

  /** The address, and the IPv4 addresses that may be embedded in it. */
  private static List<byte[]> forms(InetAddress address) {
    List<byte[]> forms = new ArrayList<>();
    forms.add(address.getAddress());
    forms.addAll(EmbeddedAddresses.in(address.getAddress()));
    return forms;
  }

  private static List<RefusedNetwork> refused(String what, String... networks) {
    return Stream.of(networks).map(text -> new RefusedNetwork(Network.of(text), what)).toList();
  }
}
