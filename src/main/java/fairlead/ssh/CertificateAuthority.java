package fairlead.ssh;

/**
 * Signs the certificates with which people are let in. Where its private key is, is its own
 * business: a key management service fits as well as a file.
 */
public interface CertificateAuthority {
  /** Its public key, as SSH writes it (RFC 4253 §6.6). */
  byte[] publicKey() throws SshException;

  /** A signature with its private key, as SSH writes it (RFC 4253 §6.6). */
  byte[] sign(byte[] message) throws SshException;
}
