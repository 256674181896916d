package fairlead.ssh.login;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;

/** Questions of the host (RFC 4256), in any number of rounds. */
public record KeyboardInteractive() implements Login {
  @Override
  public String name() {
    return "keyboard-interactive";
  }

  @Override
  public void prepare(LoginAttempt attempt) {
    attempt.keyboardInteractive();
  }
}
