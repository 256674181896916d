package fairlead.ssh.dial;

import fairlead.ssh.Destination;
import fairlead.ssh.HostText;
import fairlead.ssh.Link;
import fairlead.ssh.SshException;
import fairlead.ssh.Tunnel;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Connects to the host through a tunnel. */
public record TunnelDialer(
    Destination destination, Tunnel tunnel, Addresses addresses, Duration timeout)
    implements Dialer {
  @Override
  public Socket dial(SocketGuard guard) throws IOException, SshException {
    addresses.checkNumbers(destination);
    Socket socket = new LinkSocket(open());
    guard.use(socket);
    return socket;
  }

  private Link open() throws SshException {
    try {
      return tunnel.open(timeout);
    } catch (IOException e) {
      throw new SshException(
          SshException.Reason.UNREACHABLE,
          tunnel.name()
              + " does not lead to "
              + destination.name()
              + ": "
              + HostText.shown(e.getMessage(), 300),
          e);
    }
  }
}
