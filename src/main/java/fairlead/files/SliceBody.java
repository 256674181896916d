package fairlead.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a slice. The server reads it in small pieces, because each must arrive within its
 * read timeout; a host is sent large blocks, so they are put together here.
 *
 * <p>Another thread can cut it: the read that is under way then fails, and the response can still
 * be sent.
 */
final class SliceBody extends InputStream {
  private final InputStream body;
  private final Closeable connection;
  private IOException failure;
  private boolean closed;

  /**
   * @param connection ends, when closed, what the server reads the body from
   */
  SliceBody(InputStream body, Closeable connection) {
    this.body = body;
    this.connection = connection;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Waits for {@code length} bytes or the end. A failure is thrown after what came before it. */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    int read = 0;
    try {
      int count = body.read(buffer, offset, length);
      while (count > 0) {
        read += count;
        count = body.read(buffer, offset + read, length - read);
      }
    } catch (IOException e) {
      if (read == 0) {
        throw e;
      }
      failure = e;
    }
    return read == 0 ? -1 : read;
  }

  /** Ends the wait for more, unless this is closed. */
  synchronized void cut() {
    if (!closed) {
      Quietly.close(connection);
    }
  }

  /** The slice is over. The connection is kept for the client's next request. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
