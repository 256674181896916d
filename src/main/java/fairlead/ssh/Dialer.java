package fairlead.ssh;

import java.io.IOException;
import java.net.Socket;

/** Gets a connection to one host's SSH server, once. */
interface Dialer {
  /**
   * Connects. A socket goes to {@link ConnectDeadlines#use} before anything is waited for with it,
   * so that deadlines and a person who leaves can close it; before that they interrupt this thread.
   */
  Socket dial(ConnectDeadlines deadlines) throws IOException, SshException;

  /** Gives up whatever leads there already. */
  default void close() {}
}
