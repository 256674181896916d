package fairlead.ssh;

import fairlead.ssh.dial.BoundedPipe;
import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection that is not a socket. Any thread may close it, which ends waiting reads and writes.
 */
public interface Link extends Closeable {
  /** The bytes that arrive, for example in a {@link BoundedPipe}. */
  InputStream input();

  OutputStream output();

  /**
   * Like {@link java.net.Socket#setSoTimeout}: from the next read on, a read that waited this long
   * throws a {@link java.net.SocketTimeoutException}, and no bytes are lost. This detects a host
   * that disappeared without closing the connection.
   *
   * @param millis 0 for no limit
   */
  void timeout(int millis);
}
