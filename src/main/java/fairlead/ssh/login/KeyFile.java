package fairlead.ssh.login;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.SshException;
import java.nio.file.Path;

/** A private key in a file; the person is asked for the passphrase of an encrypted key. */
public record KeyFile(Path path) implements Login {
  @Override
  public String name() {
    return "key";
  }

  @Override
  public void prepare(LoginAttempt attempt) throws SshException {
    KeyFiles.offer(path, null, attempt);
  }
}
