package fairlead.terminal;

import fairlead.ssh.ConnectProgress;
import fairlead.ssh.PendingPrompt;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;

/** Shows in the browser what happens and is asked while a shell is being opened. */
record BrowserClient(FrameSender sender) implements ConnectProgress, PendingPrompt.Display {
  @Override
  public void show(int id, Prompt prompt) {
    sender.say(ServerMessage.prompt(id, prompt));
  }

  @Override
  public void close(int id) {
    sender.say(ServerMessage.promptDone(id));
  }

  @Override
  public void banner(String text) {
    sender.say(ServerMessage.notice("banner", text));
  }

  @Override
  public void phase(Phase phase) {
    sender.say(ServerMessage.progress(phase));
  }
}
