package fairlead.ssh.jsch;

import com.jcraft.jsch.Session;
import fairlead.ssh.Destination;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * An authenticated session on a host. It serves one purpose (a shell, file transfers or the next
 * hop), so that a wait stalls nothing else.
 */
final class HostSession implements AutoCloseable {
  private static final Log LOG = Log.of(HostSession.class);

  private final Destination destination;
  private final Session session;
  private final SessionSocketFactory sockets;
  private final ConnectDeadlines deadlines;
  private final boolean forwardsAgent;

  HostSession(
      Destination destination,
      Session session,
      SessionSocketFactory sockets,
      ConnectDeadlines deadlines,
      boolean forwardsAgent) {
    this.destination = destination;
    this.session = session;
    this.sockets = sockets;
    this.deadlines = deadlines;
    this.forwardsAgent = forwardsAgent;
  }

  Destination destination() {
    return destination;
  }

  Session session() {
    return session;
  }

  SessionSocketFactory sockets() {
    return sockets;
  }

  /** Whether the host may ask this server's ssh-agent. */
  boolean forwardsAgent() {
    return forwardsAgent;
  }

  /** The deadlines of its opening; closed once the session's purpose has begun. */
  ConnectDeadlines opening() {
    return deadlines;
  }

  /**
   * Closes the session and its route at once. The socket is closed first: a regular disconnect
   * would wait for a host that reads nothing.
   */
  @Override
  public void close() {
    deadlines.close();
    try {
      sockets.abort();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Closing the connection to " + destination.name(), e);
    }
    session.disconnect();
  }
}
