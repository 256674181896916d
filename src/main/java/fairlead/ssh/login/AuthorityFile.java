package fairlead.ssh.login;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * A certificate authority whose key is in a file. The file is read for each use, so that a replaced
 * key takes effect at once and no key stays in memory.
 */
@ApplicationScoped
public class AuthorityFile implements CertificateAuthority {
  private SshSettings settings;

  /** For the CDI container. */
  protected AuthorityFile() {}

  @Inject
  public AuthorityFile(SshSettings settings) {
    this.settings = settings;
  }

  private interface Use {
    byte[] of(Identity key);
  }

  @Override
  public byte[] publicKey() throws SshException {
    return with(Identity::getPublicKeyBlob);
  }

  @Override
  public byte[] sign(byte[] message) throws SshException {
    // An RSA key would sign with SHA-1 by default.
    return with(
        key ->
            key.getAlgName().equals("ssh-rsa")
                ? key.getSignature(message, "rsa-sha2-512")
                : key.getSignature(message));
  }

  private byte[] with(Use use) throws SshException {
    Path file =
        settings
            .userAuthority()
            .orElseThrow(
                () ->
                    new SshException(
                        SshException.Reason.KEY_FILE,
                        "This server has no key to issue certificates with. Ask an administrator"
                            + " to set fairlead.ssh.user-ca."));
    JSch jsch = new JSch();
    try {
      jsch.addIdentity(file.toString(), KeyFiles.read(file), null, null);
      Identity key = jsch.getIdentityRepository().getIdentities().get(0);
      if (key.isEncrypted()) {
        throw KeyFiles.refused(file, "is encrypted. Use a key without a passphrase", null);
      }
      byte[] result = use.of(key);
      if (result == null) {
        throw KeyFiles.refused(file, "could not be used", null);
      }
      return result;
    } catch (JSchException e) {
      throw KeyFiles.refused(file, "is not a private key", e);
    } finally {
      jsch.getIdentityRepository().removeAll();
    }
  }
}
