package fairlead.ssh;

import java.io.IOException;
import java.util.OptionalDouble;

/** An open login shell on a host. */
public interface Shell extends AutoCloseable {
  /** Sends input; one thread at a time; waits while the host takes nothing. */
  void write(byte[] buffer, int offset, int length) throws IOException;

  /**
   * Whether a write of this number of bytes would certainly return at once. True for a key press if
   * the host responds.
   */
  boolean takes(int length);

  void resize(Size size);

  /** Call when {@link ShellOutput#room} may have grown. Returns at once. */
  void resumeOutput();

  /** The last measured round trip between here and the host, in milliseconds. */
  OptionalDouble roundTripMillis();

  /** Starts a measurement; returns at once. */
  void measureRoundTrip();

  /** Hangs up. Idempotent. */
  @Override
  void close();
}
