package fairlead.files;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;

/**
 * Aborts a response so that the client sees that it is incomplete. The servlet API offers no way:
 * Liberty writes the final chunk of a chunked response whatever the application throws, and a
 * truncated file would look complete. So this closes the socket.
 */
final class ConnectionCut {
  private ConnectionCut() {}

  /**
   * Closes the connection of a request.
   *
   * @throws IOException if the server's internal classes are not as expected
   */
  static void of(ServletRequest request) throws IOException {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    try {
      Object connection = call(call(inner, "getIRequest"), "getHttpInboundConnection");
      Object link = call(connection, "getHttpInboundDeviceLink");
      while (!link.getClass().getSimpleName().equals("TCPConnLink")) {
        // With TLS there is another link in between.
        link = call(link, "getDeviceLink");
      }
      ((Socket) call(call(link, "getSocketIOChannel"), "getSocket")).close();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException("This server cannot abort a response", e);
    }
  }

  private static Object call(Object on, String method) throws ReflectiveOperationException {
    Method found = on.getClass().getMethod(method);
    // The method is public, but its class may not be.
    found.setAccessible(true);
    return found.invoke(on);
  }
}
