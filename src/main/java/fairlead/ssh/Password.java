package fairlead.ssh;

/** A password, asked for. */
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
