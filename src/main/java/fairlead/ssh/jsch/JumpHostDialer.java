package fairlead.ssh.jsch;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import fairlead.ssh.Destination;
import fairlead.ssh.SshException;
import fairlead.ssh.dial.Addresses;
import fairlead.ssh.dial.Dialer;
import fairlead.ssh.dial.LinkSocket;
import fairlead.ssh.dial.SocketGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;

/** Connects to a host through a connected hop that forwards to it (RFC 4254 §7.2). */
record JumpHostDialer(
    Destination destination, HostSession hop, boolean hopResolves, Addresses addresses, int window)
    implements Dialer {
  /** Reason codes of a channel that was not opened (RFC 4254 §5.1). */
  private static final int PROHIBITED = 1;

  private static final int CONNECT_FAILED = 2;

  @Override
  public Socket dial(SocketGuard guard) throws IOException, SshException {
    List<String> found = found();
    for (int i = 0; ; i++) {
      try {
        return dial(found.get(i), guard);
      } catch (NotForwarded e) {
        if (e.reason != CONNECT_FAILED || i == found.size() - 1) {
          throw refused(e);
        }
      }
    }
  }

  private List<String> found() throws IOException, SshException {
    if (hopResolves) {
      addresses.checkNumbers(destination);
      return List.of(destination.address());
    }
    try {
      return addresses.checked(destination).stream().map(InetAddress::getHostAddress).toList();
    } catch (UnknownHostException e) {
      throw new SshException(
          SshException.Reason.UNREACHABLE,
          destination.described()
              + ": this server cannot resolve the address. If only the jump host "
              + hop.destination().name()
              + " can resolve it, set \"resolve: hop\" in hosts.yaml.",
          e);
    }
  }

  private Socket dial(String address, SocketGuard guard) throws IOException, NotForwarded {
    try {
      ChannelDirectTCPIP channel =
          (ChannelDirectTCPIP) hop.session().getStreamForwarder(address, destination.port());
      HopLink link = new HopLink(hop, channel, window);
      Socket socket = new LinkSocket(link);
      guard.use(socket);
      connect(channel);
      return socket;
    } catch (JSchException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void connect(ChannelDirectTCPIP channel) throws NotForwarded {
    try {
      // Without a timeout, JSch checks every 10 ms, for 20 s, whether the session is still
      // connected; the opening's deadline ends the session.
      channel.connect(0);
    } catch (JSchException e) {
      throw new NotForwarded(channel.getExitStatus(), e);
    }
    if (!channel.isConnected()) {
      throw new NotForwarded(channel.getExitStatus(), null);
    }
  }

  private SshException refused(NotForwarded e) {
    String what =
        switch (e.reason) {
          case PROHIBITED ->
              " refused to forward the connection to %s. Check AllowTcpForwarding and"
                  + " PermitOpen in its sshd_config.";
          case CONNECT_FAILED ->
              " could not connect to %s. Check that it is running and that its firewall allows"
                  + " connections from the jump host.";
          default -> " did not connect to %s.";
        };
    return new SshException(
        SshException.Reason.UNREACHABLE,
        "The jump host " + hop.destination().name() + what.formatted(destination.described()),
        e);
  }

  @Override
  public void close() {
    hop.close();
  }

  private static final class NotForwarded extends Exception {
    private static final long serialVersionUID = 1;

    private final int reason;

    NotForwarded(int reason, Throwable cause) {
      super(cause);
      this.reason = reason;
    }
  }
}
