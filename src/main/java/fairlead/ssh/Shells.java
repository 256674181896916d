package fairlead.ssh;

/** Opens shells. */
public interface Shells {
  /**
   * Connects, authenticates and starts a login shell on a pseudo-terminal. Waits for hosts and
   * person: call it on a thread of its own.
   *
   * @param output told everything the shell writes, possibly before this returns
   */
  Shell open(ShellRequest request, Conversation conversation, ShellOutput output)
      throws SshException;
}
