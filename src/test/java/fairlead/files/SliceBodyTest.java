package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SliceBodyTest {
  private ServerSocket server;
  private Socket client;
  private Socket socket;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = new Socket(server.getInetAddress(), server.getLocalPort());
    socket = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    client.close();
    server.close();
  }

  @Test
  void aCutEndsTheReadAndLeavesTheWayBackOpen() throws Exception {
    SliceBody body = new SliceBody(socket.getInputStream(), socket::shutdownInput);
    client.getOutputStream().write(new byte[100]);
    Thread cutting = new Thread(body::cut);
    cutting.start();
    byte[] buffer = new byte[1_000];
    int count = body.read(buffer);
    while (count >= 0) {
      count = body.read(buffer);
    }
    cutting.join();
    socket.getOutputStream().write(7);
    assertEquals(7, client.getInputStream().read());
  }

  @Test
  void aCutAfterTheEndDoesNotTouchTheNextRequest() throws Exception {
    SliceBody body = new SliceBody(socket.getInputStream(), socket::shutdownInput);
    body.close();
    body.cut();
    assertFalse(socket.isInputShutdown());
    client.getOutputStream().write(7);
    assertEquals(7, socket.getInputStream().read());
  }

  @Test
  void piecesArePutTogetherAndAFailureComesAfterThem() throws Exception {
    SliceBody body = new SliceBody(new Pieces(), socket::shutdownInput);
    assertEquals(4, body.read(new byte[4]));
    assertEquals(2, body.read(new byte[4]));
    IOException gone = assertThrows(IOException.class, () -> body.read(new byte[4]));
    assertEquals("gone", gone.getMessage());
  }

  @Test
  void theEndIsTheEnd() throws Exception {
    InputStream two =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[3]), new ByteArrayInputStream(new byte[2]));
    SliceBody body = new SliceBody(two, socket::shutdownInput);
    assertEquals(5, body.read(new byte[100]));
    assertEquals(-1, body.read(new byte[100]));
    assertTrue(body.read() < 0);
  }

  /** Two times three bytes, then a failure. */
  private static final class Pieces extends InputStream {
    private int pieces;
    private int left;

    @Override
    public int read() throws IOException {
      throw new IOException("one at a time");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        if (pieces == 2) {
          throw new IOException("gone");
        }
        pieces++;
        left = 3;
      }
      int count = Math.min(left, length);
      left -= count;
      return count;
    }
  }
}
