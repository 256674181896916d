package fairlead.ssh.login;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.SshException;

/** The keys that this server's ssh-agent holds. */
public record Agent() implements Login {
  @Override
  public String name() {
    return "agent";
  }

  @Override
  public void prepare(LoginAttempt attempt) throws SshException {
    attempt.agent();
  }
}
