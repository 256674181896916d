package fairlead.ssh;

import java.io.IOException;
import java.net.Socket;

/** Gets a connection to one host's SSH server, once. */
interface Way {
  /**
   * Connects. What it waits with goes to {@link Opening#use} before it waits, so that deadlines and
   * a person who leaves can end it.
   */
  Socket dial(Opening opening) throws IOException, SshException;

  /** Gives up whatever leads there already. */
  default void close() {}
}
