package fairlead.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection that asks for the same address many times and reads none of the answers. */
final class UnreadAnswers implements AutoCloseable {
  private static final String FROM = "127.0.0.99";
  private static final int WINDOW = 1024;
  private static final int PAUSE_MILLIS = 100;

  private final Socket socket;
  private final Thread asking;

  private UnreadAnswers(Socket socket, byte[] requests) {
    this.socket = socket;
    // The server reads no further while it cannot write.
    asking = new Thread(() -> ask(requests), "asking");
    asking.setDaemon(true);
    asking.start();
  }

  static UnreadAnswers of(String path, int requests) throws IOException {
    int port = SharedServer.port();
    Socket socket = new Socket();
    socket.setReceiveBufferSize(WINDOW);
    socket.bind(new InetSocketAddress(FROM, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String one = "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(path, port);
    return new UnreadAnswers(socket, one.repeat(requests).getBytes(US_ASCII));
  }

  private void ask(byte[] requests) {
    try {
      socket.getOutputStream().write(requests);
      while (true) {
        // Does not end the wait for an answer: an empty line before a request is allowed.
        socket.getOutputStream().write("\r\n".getBytes(US_ASCII));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException cut) {
      // The server has cut the connection, or the test has closed it.
      return;
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the server has cut the connection. */
  boolean cut() {
    return !asking.isAlive();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    asking.interrupt();
  }
}
