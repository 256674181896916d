package fairlead.ssh.dial;

import fairlead.ssh.SshException;
import java.io.IOException;
import java.net.Socket;

/** Makes the connection for one step of a route, once. */
public interface Dialer {
  /**
   * Connects. The dialer passes a new socket to {@link SocketGuard#use} before it first waits for
   * it, so that a missed deadline or a person who leaves can close it; until then they interrupt
   * this thread.
   */
  Socket dial(SocketGuard guard) throws IOException, SshException;

  /** Closes the earlier steps of the route. */
  default void close() {}
}
