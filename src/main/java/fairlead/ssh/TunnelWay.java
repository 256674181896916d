package fairlead.ssh;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Has a tunnel connect to the host. */
record TunnelWay(Destination destination, Tunnel tunnel, AddressRules rules, Duration timeout)
    implements Way {
  @Override
  public Socket dial(Opening opening) throws IOException, SshException {
    Addresses.checkNumbers(destination, rules);
    Socket socket = new LinkSocket(tunnel.open(timeout));
    opening.use(socket);
    return socket;
  }
}
