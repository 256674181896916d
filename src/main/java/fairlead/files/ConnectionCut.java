package fairlead.files;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;

/**
 * Ends a response that is under way so that its receiver sees that it is not whole. The servlet API
 * has no way to: Liberty writes the end mark of a chunked response whatever the application throws,
 * and a file that stops in its middle would look whole. So this closes the socket below.
 */
final class ConnectionCut {
  private ConnectionCut() {}

  /**
   * Closes the connection of a request.
   *
   * @throws IOException if this server has no such way
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
        // TLS lies between.
        link = call(link, "getDeviceLink");
      }
      ((Socket) call(call(link, "getSocketIOChannel"), "getSocket")).close();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException("This server cannot abort a response", e);
    }
  }

  private static Object call(Object on, String method) throws ReflectiveOperationException {
    Method found = on.getClass().getMethod(method);
    // Public, but maybe of a class that is not.
    found.setAccessible(true);
    return found.invoke(on);
  }
}
