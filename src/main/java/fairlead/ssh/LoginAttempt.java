package fairlead.ssh;

/** One attempt to log in: what a {@link Login} can read, ask the person, and offer to the host. */
public interface LoginAttempt {
  /** The display name of the host. */
  String host();

  /** The account on the host. */
  String user();

  /**
   * Asks the person and waits; no deadline of the opening runs meanwhile.
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
   * @throws SshException when this is not a key, or its parts do not match
   */
  void key(String name, byte[] privateKey, byte[] publicKeyOrCertificate, byte[] passphrase)
      throws SshException;

  /** Lets the host ask for a password. */
  void password();

  /** Lets the host ask questions (RFC 4256). */
  void keyboardInteractive();

  /** Offers the keys of this server's ssh-agent. */
  void agent() throws SshException;

  /**
   * Has Fairlead's authority certify a key for this attempt: for this account, for a few minutes,
   * and only for the purpose of the connection.
   *
   * @param publicKey in SSH's format (RFC 4253 §6.6)
   * @return a line as in a {@code -cert.pub} file
   */
  String certificate(byte[] publicKey) throws SshException;
}
