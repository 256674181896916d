package fairlead.terminal;

import fairlead.ssh.Conversation;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;

/**
 * A conversation that ends the turn at the first question to the person. By then the host has done
 * the costly part, and the answer may take minutes.
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
