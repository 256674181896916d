package fairlead.terminal;

import fairlead.ssh.Conversation;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;

/** Plain mode has nobody to ask: a host that needs an answer is refused, with a sentence. */
final class PlainConversation implements Conversation {
  private final Viewer viewer;
  private final Departure departure;

  PlainConversation(Viewer viewer, Departure departure) {
    this.viewer = viewer;
    this.departure = departure;
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
    viewer.say(ServerMessage.plain(text));
  }

  @Override
  public void phase(Phase phase) {
    // Plain clients are told of the outcome only.
  }

  @Override
  public void whenLeft(Runnable hangUp) {
    departure.whenLeft(hangUp);
  }
}
