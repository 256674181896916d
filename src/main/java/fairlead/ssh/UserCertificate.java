package fairlead.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;

/**
 * A certificate that lets one person's key into one account for a few minutes: OpenSSH's {@code
 * ssh-ed25519-cert-v01@openssh.com} (PROTOCOL.certkeys of OpenSSH).
 *
 * @param certified the key that lets in
 * @param keyId what the host's log shows of it
 * @param principal the account
 * @param options critical ones, by name in order; a host that does not know one refuses
 * @param extensions what is permitted, by name in order; nothing else is
 */
record UserCertificate(
    EphemeralKey certified,
    String keyId,
    String principal,
    Instant validAfter,
    Instant validBefore,
    SortedMap<String, String> options,
    SortedMap<String, String> extensions) {
  /** Clocks differ; a certificate that is not valid yet would be refused. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final String TYPE = "ssh-ed25519-cert-v01@openssh.com";
  private static final int USER = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As in a {@code -cert.pub} file. */
  String signedBy(CertificateAuthority authority) throws SshException {
    Buffer certificate = new Buffer(8 * 1024);
    put(certificate, TYPE);
    certificate.putString(random(32));
    Buffer key = new Buffer(certified.publicKey());
    key.getString();
    certificate.putString(key.getString());
    // The serial number; revocation is by expiry, and the key id names the person.
    certificate.putLong(RANDOM.nextLong() >>> 1);
    certificate.putInt(USER);
    put(certificate, keyId);
    Buffer principals = new Buffer(1024);
    put(principals, principal);
    certificate.putString(bytes(principals));
    certificate.putLong(validAfter.getEpochSecond());
    certificate.putLong(validBefore.getEpochSecond());
    certificate.putString(pairs(options));
    certificate.putString(pairs(extensions));
    certificate.putString(new byte[0]);
    certificate.putString(authority.publicKey());
    certificate.putString(authority.sign(bytes(certificate)));
    return TYPE + " " + Base64.getEncoder().encodeToString(bytes(certificate));
  }

  private static byte[] pairs(SortedMap<String, String> values) {
    Buffer buffer = new Buffer(4 * 1024);
    values.forEach(
        (name, value) -> {
          put(buffer, name);
          Buffer data = new Buffer(2 * 1024);
          if (!value.isEmpty()) {
            put(data, value);
          }
          buffer.putString(bytes(data));
        });
    return bytes(buffer);
  }

  private static void put(Buffer buffer, String text) {
    buffer.putString(text.getBytes(UTF_8));
  }

  private static byte[] bytes(Buffer buffer) {
    byte[] all = new byte[buffer.getLength()];
    int before = buffer.getOffSet();
    buffer.getByte(all);
    buffer.setOffSet(before);
    return all;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
