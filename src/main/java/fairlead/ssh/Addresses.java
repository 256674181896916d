package fairlead.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * What a host's name stands for, and whether it may be dialled.
 *
 * @param within how long a name may take to be resolved
 */
record Addresses(Resolver resolver, AddressRules rules, Duration within) {
  /**
   * Resolves once.
   *
   * @return at least one address; the rules allow each of them
   * @throws SshException when the rules refuse one: a name that stands for a forbidden address,
   *     too, is not to be trusted; or when nobody says in time what it stands for
   */
  List<InetAddress> checked(Destination destination) throws IOException, SshException {
    List<InetAddress> addresses = resolve(destination);
    for (InetAddress address : addresses) {
      rules.check(destination.name(), address);
    }
    return addresses;
  }

  private List<InetAddress> resolve(Destination destination) throws IOException, SshException {
    try {
      return resolver.resolve(destination.address(), within);
    } catch (SocketTimeoutException e) {
      throw new SshException(
          SshException.Reason.CONNECT_TIMEOUT,
          destination.described() + ": the name service (DNS) did not answer in time. Try again.",
          e);
    }
  }

  /** Checks an address that is written as numbers; what a name stands for is decided elsewhere. */
  void checkNumbers(Destination destination) throws IOException, SshException {
    if (Resolver.numbers(destination.address())) {
      checked(destination);
    }
  }
}
