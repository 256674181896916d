package fairlead.ssh;

/** Opens file sessions on hosts. */
public interface FileSessions {
  /**
   * Connects, authenticates and starts SFTP. Waits for the host and for the person: call it on a
   * separate thread.
   *
   * @throws SshException when this fails, or the host offers no SFTP
   */
  FileSession open(ConnectRequest request) throws SshException;
}
