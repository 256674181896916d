package fairlead.terminal;

import fairlead.ssh.Conversation;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;

/**
 * A conversation that leaves the turn to the next one as soon as the person is asked something: a
 * person takes minutes, and the host has done the costly part by then.
 */
record PermitConversation(Conversation conversation, HostConcurrencyLimiter.Turn turn)
    implements Conversation {
  @Override
  public char[][] ask(Prompt prompt) throws SshException {
    turn.end();
    return conversation.ask(prompt);
  }

  @Override
  public void banner(String text) {
    conversation.banner(text);
  }

  @Override
  public void phase(Phase phase) {
    conversation.phase(phase);
  }

  @Override
  public void whenLeft(Runnable hangUp) {
    conversation.whenLeft(hangUp);
  }
}
