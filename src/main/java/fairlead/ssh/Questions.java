package fairlead.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * JSch's questions, put to the person. JSch wants secrets as strings, so those copies live until
 * they are collected.
 */
final class Questions implements UserInfo, UIKeyboardInteractive {
  /** Passwords asked for in one opening, as OpenSSH's NumberOfPasswordPrompts. */
  private static final int PASSWORDS = 3;

  private static final int FIELDS = 20;
  private static final int LABEL = 1_024;
  private static final int INSTRUCTION = 8_192;

  private final Destination destination;
  private final Opening opening;
  private String password;
  private int passwords;

  Questions(Destination destination, Opening opening) {
    this.destination = destination;
    this.opening = opening;
  }

  @Override
  public boolean promptPassword(String message) {
    if (passwords == PASSWORDS) {
      opening.fail(
          new SshException(
              SshException.Reason.AUTHENTICATION_REFUSED,
              destination.name()
                  + " did not accept the password of "
                  + destination.user()
                  + ". Open the terminal again to try once more."));
      return false;
    }
    Prompt prompt =
        new Prompt(
            Prompt.Kind.PASSWORD,
            destination.name(),
            "Password of " + destination.user() + "@" + destination.address(),
            passwords++ == 0 ? "" : "The host did not accept that password.",
            List.of(new Prompt.Field("Password", false)));
    String[] answer = ask(prompt);
    if (answer == null) {
      return false;
    }
    password = answer[0];
    return true;
  }

  @Override
  public String getPassword() {
    String given = password;
    password = null;
    return given;
  }

  @Override
  public String[] promptKeyboardInteractive(
      String ignored, String name, String instruction, String[] labels, boolean[] echo) {
    if (labels.length == 0) {
      return new String[0];
    }
    if (labels.length > FIELDS) {
      opening.fail(
          new SshException(
              SshException.Reason.PROTOCOL,
              destination.name() + " asked " + labels.length + " questions at once."));
      return null;
    }
    List<Prompt.Field> fields = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      fields.add(new Prompt.Field(HostText.shown(labels[i], LABEL), echo[i]));
    }
    return ask(
        new Prompt(
            Prompt.Kind.KEYBOARD_INTERACTIVE,
            destination.name(),
            HostText.shown(name, LABEL),
            HostText.shown(instruction, INSTRUCTION),
            fields));
  }

  private String[] ask(Prompt prompt) {
    try {
      char[][] answer = opening.ask(prompt);
      if (answer.length != prompt.fields().size()) {
        opening.fail(
            new SshException(
                SshException.Reason.CANCELLED,
                "The answer had "
                    + answer.length
                    + " values, "
                    + prompt.fields().size()
                    + " were asked."));
        return null;
      }
      return Stream.of(answer).map(String::new).toArray(String[]::new);
    } catch (SshException e) {
      // The opening has noted it.
      return null;
    }
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public String getPassphrase() {
    return null;
  }

  /** JSch's own questions about host keys are answered by {@link HostKeys}. */
  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  @Override
  public void showMessage(String message) {
    opening.banner(message);
  }
}
