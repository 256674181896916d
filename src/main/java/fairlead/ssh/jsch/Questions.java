package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.Applicant;
import fairlead.ssh.Destination;
import fairlead.ssh.HostText;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import fairlead.ssh.login.KeyFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Passes the host's questions to the person. */
final class Questions implements Applicant {
  private static final int FIELDS = 20;
  private static final int LABEL = 1_024;
  private static final int INSTRUCTION = 8_192;

  private final Destination destination;
  private final ConnectDeadlines deadlines;
  private boolean attempting;

  /** What the host has said since its last question. */
  private String unasked = "";

  Questions(Destination destination, ConnectDeadlines deadlines) {
    this.destination = destination;
    this.deadlines = deadlines;
  }

  @Override
  public void attempting() {
    attempting = true;
  }

  @Override
  public byte[] password(boolean again) {
    byte[][] answer =
        ask(
            new Prompt(
                Prompt.Kind.PASSWORD,
                destination.name(),
                "Password of " + account(),
                notice(again ? "The host did not accept that password." : ""),
                "",
                List.of(new Prompt.Field("Password", false))));
    return answer == null ? null : answer[0];
  }

  @Override
  public byte[] newPassword(String instruction) {
    String notice = "";
    while (true) {
      byte[][] answer =
          ask(
              new Prompt(
                  Prompt.Kind.PASSWORD,
                  destination.name(),
                  "New password of " + account(),
                  notice(notice),
                  "The host wants a new password before it lets you in.\n"
                      + HostText.shown(instruction, INSTRUCTION),
                  List.of(
                      new Prompt.Field("New password", false),
                      new Prompt.Field("New password again", false))));
      if (answer == null || Arrays.equals(answer[0], answer[1])) {
        return answer == null ? null : answer[0];
      }
      notice = "The two passwords differ.";
    }
  }

  @Override
  public byte[][] answers(
      String name, String instruction, String[] labels, boolean[] echo, boolean again) {
    if (labels.length == 0) {
      said(name);
      said(instruction);
      return new byte[0][];
    }
    if (labels.length > FIELDS) {
      deadlines.fail(
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
            HostText.line(name, LABEL),
            notice(again ? "The host did not accept that. Try again." : ""),
            HostText.shown(instruction, INSTRUCTION),
            fields));
  }

  /** Takes the host's banners. Other messages of JSch are ignored, because Fairlead has its own. */
  @Override
  public void showMessage(String message) {
    if (deadlines.authenticating()) {
      said(message);
    }
  }

  @Override
  public void refused(String accepted) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        destination.described()
            + " did not accept the login of "
            + destination.user()
            + ". "
            + LoginMethods.compared(destination.logins(), accepted));
    sentences.addAll(deadlines.notes().unusable());
    deadlines.fail(
        new SshException(SshException.Reason.AUTHENTICATION_REFUSED, String.join("\n", sentences)));
  }

  private void said(String text) {
    String shown = HostText.shown(text, INSTRUCTION).strip();
    deadlines.notes().said(shown, attempting);
    if (attempting) {
      unasked = HostText.added(unasked, shown, INSTRUCTION).strip();
    }
  }

  private String notice(String ours) {
    String all = (ours + "\n" + unasked).strip();
    unasked = "";
    return all;
  }

  private String account() {
    return destination.user() + "@" + destination.address();
  }

  private byte[][] ask(Prompt prompt) {
    try {
      char[][] answer = deadlines.ask(prompt);
      if (answer.length != prompt.fields().size()) {
        deadlines.fail(
            new SshException(
                SshException.Reason.CANCELLED,
                "The answer had "
                    + answer.length
                    + " values, "
                    + prompt.fields().size()
                    + " were asked."));
        return null;
      }
      return Arrays.stream(answer).map(Questions::bytes).toArray(byte[][]::new);
    } catch (SshException e) {
      // ConnectDeadlines.ask has recorded why.
      return null;
    }
  }

  private static byte[] bytes(char[] value) {
    byte[] bytes = KeyFiles.bytes(value, UTF_8);
    Arrays.fill(value, '\0');
    return bytes;
  }
}
