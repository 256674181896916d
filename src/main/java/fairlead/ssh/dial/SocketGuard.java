package fairlead.ssh.dial;

import java.io.IOException;
import java.net.Socket;

/** Ends the wait for a socket when a deadline is missed or the person leaves. */
public interface SocketGuard {
  /**
   * From now on, a missed deadline or a person who leaves closes this socket.
   *
   * @throws IOException when that has already happened; the socket is closed then
   */
  void use(Socket socket) throws IOException;
}
