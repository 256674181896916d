package fairlead.terminal;

import fairlead.answers.Internals;
import fairlead.answers.ServerConnection;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * The server's own link behind a WebSocket. It uses Liberty's internal classes (26.0.0.5); with a
 * version in which they differ, no socket opens.
 */
final class ServerSocketLink {
  private ServerSocketLink() {}

  /**
   * The connection of a WebSocket.
   *
   * @throws IOException if the server's internal classes are not as expected
   */
  static ServerConnection connection(Session session) throws IOException {
    try {
      return ServerConnection.below(Internals.field(link(session), "deviceConnLink"));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw Internals.unexpected(e);
    }
  }

  /**
   * Lets an executor handle all that is read from a WebSocket from now on: messages and control
   * frames, one read at a time. The server reads on when the work of the last read is done.
   *
   * @throws IOException if the server's internal classes are not as expected
   */
  static void readOn(Session session, Executor executor) throws IOException {
    try {
      Object parameters = Internals.call(link(session), "getParametersOfInterest");
      parameters.getClass().getMethod("setExecutor", Executor.class).invoke(parameters, executor);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw Internals.unexpected(e);
    }
  }

  private static Object link(Session session) throws ReflectiveOperationException {
    return Internals.field(Internals.call(session, "getSessionImpl"), "connLink");
  }
}
