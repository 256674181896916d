package fairlead.ssh;

/** Whatever the host asks (RFC 4256), any number of rounds. */
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
