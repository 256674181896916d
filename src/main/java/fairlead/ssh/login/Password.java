package fairlead.ssh.login;

import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;

/** A password, for which the person is asked. */
public record Password() implements Login {
  @Override
  public String name() {
    return "password";
  }

  @Override
  public void prepare(LoginAttempt attempt) {
    attempt.password();
  }
}
