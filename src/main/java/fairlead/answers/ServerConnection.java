package fairlead.answers;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.Executor;

/**
 * The server's own connection behind a request or a WebSocket, for what neither API offers. It uses
 * Liberty's internal classes (26.0.0.5); with a version in which they differ, no socket opens.
 *
 * <ul>
 *   <li>To abort a response so that the client sees that it is incomplete. Liberty writes the final
 *       chunk of a chunked response whatever the application throws, and a truncated file would
 *       look complete.
 *   <li>To end a WebSocket whose peer does not: Liberty waits for the answer to a close while
 *       frames come, and for the end of some writes without a deadline.
 *   <li>To end the read of a request's body, which nothing but the client ends.
 *   <li>To choose the thread that handles what is read from a WebSocket.
 * </ul>
 */
public final class ServerConnection {
  private final Socket socket;

  private ServerConnection(Socket socket) {
    this.socket = socket;
  }

  /**
   * The connection of a request.
   *
   * @throws IOException if the server's internal classes are not as expected
   */
  public static ServerConnection of(ServletRequest request) throws IOException {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    try {
      Object connection = call(call(inner, "getIRequest"), "getHttpInboundConnection");
      return new ServerConnection(socket(call(connection, "getHttpInboundDeviceLink")));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unexpected(e);
    }
  }

  /**
   * The connection of a WebSocket.
   *
   * @throws IOException if the server's internal classes are not as expected
   */
  public static ServerConnection of(Session session) throws IOException {
    try {
      return new ServerConnection(socket(field(link(session), "deviceConnLink")));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unexpected(e);
    }
  }

  /**
   * Lets an executor handle all that is read from a WebSocket from now on: messages and control
   * frames, one read at a time. The server reads on when the work of the last read is done.
   *
   * @throws IOException if the server's internal classes are not as expected
   */
  public static void readOn(Session session, Executor executor) throws IOException {
    try {
      Object parameters = call(link(session), "getParametersOfInterest");
      parameters.getClass().getMethod("setExecutor", Executor.class).invoke(parameters, executor);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unexpected(e);
    }
  }

  /**
   * Ends the connection in both directions. Reads and writes of the server that wait fail then, and
   * it closes the socket itself. It would not notice that if the socket was closed here.
   */
  public void cut() throws IOException {
    try {
      endInput();
      if (!socket.isOutputShutdown()) {
        socket.shutdownOutput();
      }
    } catch (SocketException e) {
      // The peer was faster: there is no connection any more.
      socket.close();
    }
  }

  /**
   * Ends what the server reads from the connection: a read that waits fails. An answer can still be
   * written.
   */
  public void endInput() throws IOException {
    if (!socket.isInputShutdown()) {
      socket.shutdownInput();
    }
  }

  /** Whether the server has closed the socket. */
  public boolean closed() {
    return socket.isClosed();
  }

  private static Object link(Session session) throws ReflectiveOperationException {
    return field(call(session, "getSessionImpl"), "connLink");
  }

  private static Socket socket(Object first) throws ReflectiveOperationException {
    Object link = first;
    while (!link.getClass().getSimpleName().equals("TCPConnLink")) {
      // With TLS there is another link in between.
      link = call(link, "getDeviceLink");
    }
    return (Socket) call(call(link, "getSocketIOChannel"), "getSocket");
  }

  private static Object call(Object on, String method) throws ReflectiveOperationException {
    Method found = on.getClass().getMethod(method);
    // The method is public, but its class may not be.
    found.setAccessible(true);
    return found.invoke(on);
  }

  private static Object field(Object of, String name) throws ReflectiveOperationException {
    Field found = of.getClass().getDeclaredField(name);
    found.setAccessible(true);
    return found.get(of);
  }

  private static IOException unexpected(Exception cause) {
    return new IOException("This server's connections are not as expected", cause);
  }
}
