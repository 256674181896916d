package fairlead.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for programs that listen at a port of this machine. */
final class Listening {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 1_000;
  private static final int PAUSE_MILLIS = 20;

  private Listening() {}

  /**
   * Waits until the program takes connections.
   *
   * @param log the file in which it says what went wrong
   */
  static void await(Process process, int port, Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        InetAddress here = InetAddress.getLoopbackAddress();
        socket.connect(new InetSocketAddress(here, port), CONNECT_MILLIS);
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "Nothing listens at " + port + ": " + Files.readString(log), notYet);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
