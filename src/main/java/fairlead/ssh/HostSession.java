package fairlead.ssh;

import com.jcraft.jsch.Session;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * A session on a host that has let somebody in. It serves one purpose, a shell or transfers of
 * files or the next hop, so that what waits stalls nothing else.
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

  /** Its deadlines; over when what the session is for has begun. */
  ConnectDeadlines opening() {
    return deadlines;
  }

  /** Whatever led there is closed with it, and at once: a host that reads nothing is not asked. */
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
