package fairlead.ssh;

import java.net.InetAddress;

/**
 * Decides which addresses may be dialled. Names are resolved first, so the rules see addresses
 * only.
 */
public interface AddressRules {
  /**
   * Called for the host and for each hop before it, once for each address that may be tried.
   *
   * @param host the display name of the host
   * @throws SshException with {@link SshException.Reason#ADDRESS_REFUSED}; nothing is dialled
   */
  void check(String host, InetAddress address) throws SshException;
}
