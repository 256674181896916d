package fairlead.ssh.login;

import fairlead.ssh.SshException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.OpenSshCertificateImpl;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.UnsupportedSshPublicKey;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * A certificate that lets one person's key into one account for a few minutes: OpenSSH's {@code
 * ssh-ed25519-cert-v01@openssh.com} (PROTOCOL.certkeys of OpenSSH). Apache MINA writes it, an
 * authority signs it.
 *
 * @param keyId what the host's log shows of it
 * @param principal the account
 * @param options critical options; a host that does not know one refuses the certificate
 * @param extensions what the certificate permits; nothing else is permitted
 */
public record UserCertificate(
    String keyId,
    String principal,
    Instant validAfter,
    Instant validBefore,
    Map<String, String> options,
    Map<String, String> extensions) {
  /** Clocks differ; a certificate that is not valid yet would be refused. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  static {
    // MINA would register these as security providers of the whole JVM, where they outlive the
    // application. They must be disabled before MINA sees its first key, and it needs neither to
    // write a certificate.
    SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
    SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.EDDSA, true);
  }

  /**
   * Certifies a key.
   *
   * @param publicKey in SSH's format (RFC 4253 §6.6)
   * @return a line as in a {@code -cert.pub} file
   */
  public String certify(byte[] publicKey, CertificateAuthority authority) throws SshException {
    OpenSshCertificateImpl certificate = new OpenSshCertificateImpl();
    certificate.setKeyType(KeyPairProvider.SSH_ED25519_CERT);
    certificate.setType(OpenSshCertificate.Type.USER);
    certificate.setNonce(random(32));
    certificate.setCertPubKey(asWritten(publicKey));
    // Revocation is by expiry, and the key id names the person.
    certificate.setSerial(RANDOM.nextLong() >>> 1);
    certificate.setId(keyId);
    certificate.setPrincipals(List.of(principal));
    certificate.setValidAfter(validAfter);
    certificate.setValidBefore(validBefore);
    certificate.setCriticalOptions(options);
    certificate.setExtensions(extensions);
    certificate.setCaPubKey(asWritten(authority.publicKey()));
    ByteArrayBuffer unsigned = new ByteArrayBuffer();
    unsigned.putRawPublicKey(certificate);
    certificate.setSignature(authority.sign(unsigned.getCompactData()));
    return PublicKeyEntry.toString(certificate);
  }

  /** A key of any type, unparsed, so that no security provider has to support it. */
  private static PublicKey asWritten(byte[] blob) {
    ByteArrayBuffer key = new ByteArrayBuffer(blob);
    return new UnsupportedSshPublicKey(key.getString(), key.getCompactData());
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
