package fairlead.ssh;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** What a host's name stands for. */
final class Addresses {
  /** Whatever Java takes for an address without asking a name service. */
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

  private Addresses() {}

  /**
   * Resolves once.
   *
   * @return at least one address; the rules allow each of them
   * @throws SshException when the rules refuse one: a name that stands for a forbidden address,
   *     too, is not to be trusted
   */
  static List<InetAddress> checked(Destination destination, AddressRules rules)
      throws UnknownHostException, SshException {
    List<InetAddress> addresses = List.of(InetAddress.getAllByName(destination.address()));
    for (InetAddress address : addresses) {
      rules.check(destination.name(), address);
    }
    return addresses;
  }

  /** Checks an address that is written as numbers; what a name stands for is decided elsewhere. */
  static void checkNumbers(Destination destination, AddressRules rules)
      throws UnknownHostException, SshException {
    if (NUMBERS.matcher(destination.address()).matches()) {
      checked(destination, rules);
    }
  }
}
