package fairlead.ssh.jsch;

import fairlead.ssh.Cancellation;
import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Interaction;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers what was prepared, then cancels. */
public final class PreparedPerson implements Prompter, ConnectProgress {
  private final Deque<String[]> answers = new ArrayDeque<>();
  private final List<Prompt> asked = new ArrayList<>();
  private volatile String banner = "";
  private final Cancellation cancellation = new Cancellation();

  public void answers(String... values) {
    answers.add(values);
  }

  /** What was asked, in order. */
  public List<Prompt> asked() {
    return asked;
  }

  /** All that hosts have said, as it was told last. */
  public String banner() {
    return banner;
  }

  /** Leaves, on whatever thread this is. */
  public void leave() {
    cancellation.cancel();
  }

  @Override
  public char[][] ask(Prompt prompt) throws SshException {
    asked.add(prompt);
    String[] values = answers.poll();
    if (values == null) {
      throw new SshException(Reason.CANCELLED, "Cancelled.");
    }
    char[][] given = new char[values.length][];
    for (int i = 0; i < values.length; i++) {
      given[i] = values[i].toCharArray();
    }
    return given;
  }

  @Override
  public void banner(String text) {
    banner = text;
  }

  @Override
  public void phase(Phase phase) {}

  /** With this person. */
  public Interaction interaction() {
    return new Interaction(this, this, cancellation);
  }
}
