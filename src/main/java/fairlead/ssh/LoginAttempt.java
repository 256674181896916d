package fairlead.ssh;

/** One attempt to log in: what a {@link Login} may know of it, ask, and offer to the host. */
public interface LoginAttempt {
  /** What people call the host. */
  String host();

  /** The account on the host. */
  String user();

  /**
   * Asks the person and waits; the deadlines of connecting stand still meanwhile.
   *
   * @return one value per field; the caller wipes them
   */
  char[][] ask(Prompt prompt) throws SshException;

  /**
   * Offers a key to the host.
   *
   * @param name for messages and logs, such as the file's
   * @param privateKey in OpenSSH, PEM or PKCS#8 format; wiped
   * @param publicKeyOrCertificate a line as in a {@code .pub} file, or null to take the key's own
   * @param passphrase of an encrypted key, or null; wiped
   * @throws SshException when these are no key, or do not belong together
   */
  void key(String name, byte[] privateKey, byte[] publicKeyOrCertificate, byte[] passphrase)
      throws SshException;

  /** Lets the host ask for a password. */
  void password();

  /** Lets the host ask whatever it asks. */
  void keyboardInteractive();

  /** Offers the keys of this server's ssh-agent. */
  void agent() throws SshException;

  /**
   * Has Fairlead's own authority certify a key for this attempt: for this account, a few minutes,
   * and no more than what the connection is for.
   *
   * @return a line as in a {@code -cert.pub} file
   */
  String certificate(EphemeralKey key) throws SshException;
}
