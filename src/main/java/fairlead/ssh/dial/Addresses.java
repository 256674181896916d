package fairlead.ssh.dial;

import fairlead.ssh.AddressRules;
import fairlead.ssh.Destination;
import fairlead.ssh.SshException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * Resolves a host's name and checks that its addresses may be dialled.
 *
 * @param within time limit for resolving a name
 */
public record Addresses(Resolver resolver, AddressRules rules, Duration within) {
  /**
   * Resolves once.
   *
   * @return at least one address; the rules allow each of them
   * @throws SshException when the rules refuse one of the addresses, since a name that also
   *     resolves to a forbidden address is not trusted; or when the name service does not answer in
   *     time
   */
  public List<InetAddress> checked(Destination destination) throws IOException, SshException {
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

  /** Checks a numeric address. Does nothing for a name, which is resolved elsewhere. */
  public void checkNumbers(Destination destination) throws IOException, SshException {
    if (Resolver.numbers(destination.address())) {
      checked(destination);
    }
  }
}
