package fairlead.ssh.jsch;

import com.jcraft.jsch.Authentication;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The algorithms that are negotiated with a host, set on each session and not globally. */
final class Algorithms {
  /** AES-GCM first: the JVM has it in hardware, ChaCha20 is plain Java and costs twice the CPU. */
  static final String CIPHERS =
      "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,"
          + "aes128-ctr,aes192-ctr,aes256-ctr";

  /** Post-quantum key exchange first, where the host supports it; no SHA-1. */
  static final String KEY_EXCHANGES =
      "mlkem768x25519-sha256,curve25519-sha256,curve25519-sha256@libssh.org,"
          + "ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
          + "diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,"
          + "diffie-hellman-group18-sha512,diffie-hellman-group14-sha256";

  static final String MACS =
      "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";

  /** Plain host keys, without a certificate. */
  static final String HOST_KEYS =
      "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
          + "rsa-sha2-512,rsa-sha2-256";

  private static final String CERTIFICATES =
      Stream.of(HOST_KEYS.split(",", -1))
          .map(type -> type + "-cert-v01@openssh.com")
          .collect(Collectors.joining(","));

  static {
    // JSch looks up the signature of a private key in the global configuration.
    JSch.setConfig("ecdsa-sha2-nistp384", EcdsaSignatures.P384.class.getName());
    JSch.setConfig("ecdsa-sha2-nistp521", EcdsaSignatures.P521.class.getName());
  }

  private Algorithms() {}

  /**
   * @param certified whether the host must show a certificate: certificates are then preferred to
   *     all plain keys, while JSch would prefer the known key types
   */
  static void configure(Session session, boolean strictKex, boolean certified) {
    session.setConfig("server_host_key", certified ? CERTIFICATES + "," + HOST_KEYS : HOST_KEYS);
    session.setConfig("prefer_known_host_key_types", certified ? "no" : "yes");
    // HostKeys decides; with "yes", JSch does not ask the person as well.
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("host_certificate_to_key_fallback", "no");
    session.setConfig("require_strict_kex", strictKex ? "yes" : "no");
    session.setConfig("kex", KEY_EXCHANGES);
    // All of these are available with Bouncy Castle; JSch's checks would generate key pairs for
    // every connection.
    session.setConfig("CheckKexes", "");
    session.setConfig("CheckCiphers", "");
    session.setConfig("CheckSignatures", "");
    session.setConfig("cipher.c2s", CIPHERS);
    session.setConfig("cipher.s2c", CIPHERS);
    session.setConfig("mac.c2s", MACS);
    session.setConfig("mac.s2c", MACS);
    session.setConfig("compression.c2s", "none");
    session.setConfig("compression.s2c", "none");
    session.setConfig("MaxAuthTries", "6");
    session.setConfig("userauth.none", Authentication.class.getName());
  }
}
