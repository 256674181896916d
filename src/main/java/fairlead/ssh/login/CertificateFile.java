package fairlead.ssh.login;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.SshException;
import java.nio.file.Path;

/** A private key and an OpenSSH certificate for it, each in a file. */
public record CertificateFile(Path key, Path certificate) implements Login {
  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public void prepare(LoginAttempt attempt) throws SshException {
    KeyFiles.offer(key, KeyFiles.readCertificate(certificate), attempt);
  }
}
