package fairlead.ssh.dial;

import fairlead.ssh.Destination;
import fairlead.ssh.SshException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * Dials the host directly, and only at the checked addresses: the name is resolved once, so that it
 * cannot resolve to another address when it is dialled.
 */
public record DirectDialer(Destination destination, Addresses addresses, Duration timeout)
    implements Dialer {
  @Override
  public Socket dial(SocketGuard guard) throws IOException, SshException {
    long until = System.nanoTime() + timeout.toNanos();
    return connect(addresses.checked(destination), until, guard);
  }

  /**
   * Connects to the first address that answers, in the given order.
   *
   * @param until the deadline, on the clock of {@link System#nanoTime}
   */
  private Socket connect(List<InetAddress> found, long until, SocketGuard guard)
      throws IOException {
    IOException failure = null;
    for (int i = 0; i < found.size(); i++) {
      // Each remaining address gets an equal share of the remaining time.
      long share = (until - System.nanoTime()) / (found.size() - i);
      Socket socket = new Socket();
      guard.use(socket);
      socket.setTcpNoDelay(true);
      try {
        socket.connect(
            new InetSocketAddress(found.get(i), destination.port()),
            (int) Math.max(1, share / 1_000_000));
        return socket;
      } catch (IOException e) {
        socket.close();
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure;
  }
}
