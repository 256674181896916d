package fairlead.terminal;

import fairlead.ssh.Conversation;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;

/**
 * The conversation of plain mode, which cannot ask questions: a host that needs an answer is
 * refused with a sentence.
 */
final class PlainConversation implements Conversation {
  private final FrameSender sender;
  private final Cancellation cancellation;

  PlainConversation(FrameSender sender, Cancellation cancellation) {
    this.sender = sender;
    this.cancellation = cancellation;
  }

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

  @Override
  public void whenLeft(Runnable hangUp) {
    cancellation.whenLeft(hangUp);
  }
}
