package fairlead.answers;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/**
 * The server's own connection behind a request or a WebSocket, for what neither API offers. It uses
 * Liberty's internal classes (26.0.0.5).
 *
 * <ul>
 *   <li>To abort a response so that the client sees that it is incomplete. Liberty writes the final
 *       chunk of a chunked response whatever the application throws, and a truncated file would
 *       look complete.
 *   <li>To end a WebSocket whose peer does not: Liberty waits for the answer to a close while
 *       frames come, and for the end of some writes without a deadline.
 *   <li>To end the read of a request's body, which nothing but the client ends.
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
      Object connection =
          Internals.call(Internals.call(inner, "getIRequest"), "getHttpInboundConnection");
      return new ServerConnection(socket(Internals.call(connection, "getHttpInboundDeviceLink")));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw Internals.unexpected(e);
    }
  }

  /**
   * The connection below a link of the server's.
   *
   * @param link of any protocol
   * @throws IOException if the server's internal classes are not as expected
   */
  public static ServerConnection below(Object link) throws IOException {
    try {
      return new ServerConnection(socket(link));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw Internals.unexpected(e);
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

  private static Socket socket(Object first) throws ReflectiveOperationException {
    Object link = first;
    while (!link.getClass().getSimpleName().equals("TCPConnLink")) {
      // With TLS there is another link in between.
      link = Internals.call(link, "getDeviceLink");
    }
    return (Socket) Internals.call(Internals.call(link, "getSocketIOChannel"), "getSocket");
  }
}
