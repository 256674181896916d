package fairlead.ssh;

import java.io.IOException;
import java.time.Duration;

/**
 * Carries connections to one host's SSH server, which it knows by itself: a destination's address
 * is not dialled then, though one that is written as numbers is still checked.
 */
public interface Tunnel {
  /** What people call it. */
  String name();

  /**
   * Opens a connection.
   *
   * @param timeout for all of it
   * @throws IOException when there is none in time; the message is a sentence for a person
   */
  Link open(Duration timeout) throws IOException;
}
