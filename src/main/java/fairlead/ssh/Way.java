package fairlead.ssh;

import java.io.IOException;
import java.net.Socket;

/** Gets a connection to one host's SSH server, once. */
interface Way {
  /**
   * Connects. A socket goes to {@link Opening#use} before anything is waited for with it, so that
   * deadlines and a person who leaves can close it; before that they interrupt this thread.
   */
  Socket dial(Opening opening) throws IOException, SshException;

  /** Gives up whatever leads there already. */
  default void close() {}
}
