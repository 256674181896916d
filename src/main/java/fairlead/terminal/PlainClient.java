package fairlead.terminal;

import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;

/**
 * The person behind plain mode, who cannot be asked: a host that needs an answer is refused with a
 * sentence.
 */
record PlainClient(FrameSender sender) implements Prompter, ConnectProgress {
  @Override
  public char[][] ask(Prompt prompt) throws SshException {
    throw new SshException(
        SshException.Reason.CANCELLED,
        prompt.host()
            + " needs an answer ("
            + prompt.title()
            + "), which plain mode cannot ask for. Use fairlead.v1, or a key file.");
  }

  @Override
  public void banner(String text) {
    sender.say(ServerMessage.plain(text));
  }

  @Override
  public void phase(Phase phase) {
    // Plain clients are told only the outcome.
  }
}
