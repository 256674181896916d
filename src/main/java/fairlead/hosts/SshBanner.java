package fairlead.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads the line that an SSH server sends first to each client (RFC 4253 §4.2). */
final class SshBanner {
  /** Most bytes up to the end of the banner; servers may send other lines first. */
  private static final int BYTES = 8192;

  // A server logs an error if the client leaves without sending its version.
  private static final byte[] OURS =
      "SSH-2.0-Fairlead_probe\r\n".getBytes(StandardCharsets.US_ASCII);

  private SshBanner() {}

  /**
   * Connects, waits for the banner and leaves.
   *
   * @param socket a new socket, which this method closes; closing it earlier ends the call at once
   * @param timeout for all of it
   * @return how long it took
   * @throws IOException when the banner does not arrive in time
   */
  static Duration await(Socket socket, InetAddress address, int port, Duration timeout)
      throws IOException {
    long begun = System.nanoTime();
    try (socket) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      read(socket, begun + timeout.toNanos());
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      socket.getOutputStream().write(OURS);
      return took;
    }
  }

  private static void read(Socket socket, long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int count = 0; count < BYTES; count++) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("The SSH banner did not arrive in time");
      }
      socket.setSoTimeout((int) left);
      int next = in.read();
      if (next < 0) {
        throw new IOException("The connection was closed before a banner came");
      }
      if (next != '\n') {
        line.append((char) next);
      } else if (line.toString().startsWith("SSH-2.0-")) {
        return;
      } else {
        line.setLength(0);
      }
    }
    throw new IOException("This is not an SSH server");
  }
}
