package fairlead.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The first line of an SSH server (RFC 4253 §4.2), which it sends to each client. */
final class SshBanner {
  /** Bytes that may come before and with it; servers may send other lines first. */
  private static final int BYTES = 8192;

  // A server that is left without a word writes an error into its log.
  private static final byte[] OURS =
      "SSH-2.0-Fairlead_probe\r\n".getBytes(StandardCharsets.US_ASCII);

  private SshBanner() {}

  /**
   * Connects, waits for the banner and leaves.
   *
   * @param socket a new one, which is closed in the end; who closes it before ends this at once
   * @param timeout for all of it
   * @return how long it took
   * @throws IOException when there is none in time
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
