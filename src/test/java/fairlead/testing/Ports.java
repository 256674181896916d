package fairlead.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that a test starts later. They are below the ranges from which systems take the
 * ports of outgoing connections, so none of those can take one in between, and no process of tests
 * is given the same port twice.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  /** Processes that run side by side begin at different ports. */
  private static int next = ThreadLocalRandom.current().nextInt(COUNT);

  private Ports() {}

  /** A port of this machine at which nothing listens. */
  public static synchronized int free() throws IOException {
    IOException last = null;
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + next;
      next = (next + 1) % COUNT;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new IOException("No port is free", last);
  }
}
