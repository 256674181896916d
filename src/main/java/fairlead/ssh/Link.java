package fairlead.ssh;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection that is no socket. Closing it, from any thread, ends whatever reads or writes wait
 * for.
 */
public interface Link extends Closeable {
  /** What comes; {@link BoundedPipe} is one. */
  InputStream input();

  OutputStream output();

  /**
   * As {@link java.net.Socket#setSoTimeout}: from the next read on, one that waited that long
   * throws a {@link java.net.SocketTimeoutException}, and nothing is lost by it. That is how a host
   * that is gone without a word is noticed.
   *
   * @param millis 0 for no limit
   */
  void timeout(int millis);
}
