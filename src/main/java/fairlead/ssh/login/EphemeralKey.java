package fairlead.ssh.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.SshException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** A new Ed25519 key pair for one login, kept only in memory. */
public final class EphemeralKey {
  private final byte[] blob;
  private final byte[] privateKey;

  private EphemeralKey(byte[] blob, byte[] privateKey) {
    this.blob = blob;
    this.privateKey = privateKey;
  }

  public static EphemeralKey generate() {
    try {
      KeyPair pair = KeyPair.genKeyPair(new JSch(), KeyPair.ED25519);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      pair.writeOpenSSHv1PrivateKey(file, null);
      pair.dispose();
      return new EphemeralKey(pair.getPublicKeyBlob(), file.toByteArray());
    } catch (JSchException e) {
      throw new IllegalStateException("Every Java from 15 on has Ed25519", e);
    }
  }

  /** The public key in SSH's format (RFC 4253 §6.6). */
  byte[] publicKey() {
    return blob.clone();
  }

  /** As in {@code authorized_keys}, without a comment. */
  public String publicKeyLine() {
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob);
  }

  /** Offers it to the host. */
  public void offerTo(LoginAttempt attempt) throws SshException {
    offerTo(attempt, publicKeyLine());
  }

  /**
   * Offers it to the host.
   *
   * @param certificate for this key, as a line of a {@code -cert.pub} file
   */
  public void offerTo(LoginAttempt attempt, String certificate) throws SshException {
    attempt.key("a key in memory", privateKey.clone(), certificate.getBytes(US_ASCII), null);
  }

  /** Wipes the private key. */
  public void wipe() {
    Arrays.fill(privateKey, (byte) 0);
  }
}
