package fairlead.terminal;

import fairlead.answers.ServerConnection;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets that are being closed. Their connections are cut after a fixed time: Liberty waits
 * for the answer to its close, 30 s anew after each frame that comes instead.
 */
final class ClosingSockets {
  /** How long a peer may take to answer a close. */
  private static final long CLOSE_NANOS = 10_000_000_000L;

  private static final Log LOG = Log.of(ClosingSockets.class);

  private final Map<ServerConnection, Long> since = new ConcurrentHashMap<>();

  /** Called when this side begins to close, or is told of a close. */
  void add(ServerConnection connection) {
    since.putIfAbsent(connection, System.nanoTime());
  }

  /** Called once a second. */
  void tick(long now) {
    since.forEach(
        (connection, began) -> {
          if (connection.closed()) {
            since.remove(connection);
          } else if (now - began > CLOSE_NANOS) {
            since.remove(connection);
            cut(connection);
          }
        });
  }

  /** Ends a connection whose peer holds it up. */
  static void cut(ServerConnection connection) {
    try {
      connection.cut();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The connection was gone before it was cut", e);
    }
  }
}
