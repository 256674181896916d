package fairlead.ssh.login;

import fairlead.ssh.SshException;

/**
 * Signs the certificates with which people log in to hosts. The implementation decides where the
 * private key is kept, such as in a file or a key management service.
 */
public interface CertificateAuthority {
  /** The authority's public key in SSH's format (RFC 4253 §6.6). */
  byte[] publicKey() throws SshException;

  /** A signature with the authority's private key in SSH's format (RFC 4253 §6.6). */
  byte[] sign(byte[] message) throws SshException;
}
