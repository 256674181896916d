package fairlead.ssh;

import java.io.IOException;
import java.time.Duration;

/**
 * Carries connections to one host's SSH server. The tunnel knows that host, so the destination's
 * address is not dialled; a numeric address is still checked.
 */
public interface Tunnel {
  /** The display name of the tunnel. */
  String name();

  /**
   * Opens a connection.
   *
   * @param timeout for all of it
   * @throws IOException when it cannot be opened in time; the message is a sentence for a person
   */
  Link open(Duration timeout) throws IOException;
}
