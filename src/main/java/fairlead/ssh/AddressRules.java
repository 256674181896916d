package fairlead.ssh;

import java.net.InetAddress;

/** Which addresses may be dialled; asked for the ones that really are, after names are resolved. */
public interface AddressRules {
  /**
   * Asked for the host and each hop before it, and for every address that would be tried.
   *
   * @param host what people call the host
   * @throws SshException with {@link SshException.Reason#ADDRESS_REFUSED}; nothing is dialled
   */
  void check(String host, InetAddress address) throws SshException;
}
