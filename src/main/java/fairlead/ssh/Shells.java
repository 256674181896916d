package fairlead.ssh;

/** Opens shells. */
public interface Shells {
  /**
   * Connects, authenticates and starts a login shell on a pseudo-terminal. Waits for the hosts and
   * for the person: call it on a separate thread.
   *
   * @param output receives everything the shell writes, possibly before this returns
   */
  Shell open(ConnectRequest request, Size size, ShellOutput output) throws SshException;
}
