package fairlead.files;

import fairlead.ssh.Cancellation;
import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Interaction;
import fairlead.ssh.PendingPrompt;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page sees of a panel that is being opened. The page polls for a newer state ({@link
 * #whenNewer}) and answers a question by another request.
 */
final class PanelState implements ConnectProgress, PendingPrompt.Display {
  /**
   * The state that the page sees.
   *
   * @param version increases with each change
   * @param question the number of the open question, or 0
   */
  record State(long version, int question, Prompt prompt, String banner) {}

  private final Cancellation cancellation = new Cancellation();
  private final PendingPrompt asking;
  private State state = new State(1, 0, null, "");
  private final List<Runnable> waiting = new ArrayList<>();

  /**
   * @param timeout how long the person may take for one question
   */
  PanelState(String host, Duration timeout) {
    asking =
        new PendingPrompt(
            this,
            timeout,
            host + " asked something and nobody answered in time. Open the files again.",
            "Opening the files of " + host + " was cancelled.",
            cancellation);
  }

  /** How the opening of the panel deals with its person. */
  Interaction interaction() {
    return new Interaction(asking, this, cancellation);
  }

  @Override
  public synchronized void show(int id, Prompt prompt) {
    change(id, prompt, state.banner());
  }

  @Override
  public synchronized void close(int id) {
    change(0, null, state.banner());
  }

  /**
   * Takes the person's answer. An answer to a question that is no longer open is wiped.
   *
   * @param given one value per field, or null if the person cancelled
   */
  void answer(int question, char[][] given) {
    asking.answer(question, given);
  }

  @Override
  public synchronized void banner(String text) {
    change(state.question(), state.prompt(), text);
  }

  @Override
  public void phase(Phase phase) {
    // The page shows no phases while files are opened.
  }

  /** Called when the person has closed the panel or it could not be opened. */
  void leave() {
    cancellation.cancel();
  }

  /** Called when something else of the panel has changed. */
  synchronized void changed() {
    change(state.question(), state.prompt(), state.banner());
  }

  /** The state now. */
  synchronized State state() {
    return state;
  }

  /**
   * Registers a callback for a state newer than the one seen.
   *
   * @param newer run once when there is one, immediately if there is already; must not block
   */
  void whenNewer(long seen, Runnable newer) {
    synchronized (this) {
      if (state.version() <= seen) {
        waiting.add(newer);
        return;
      }
    }
    newer.run();
  }

  /** Removes a callback that was not run. */
  synchronized void forget(Runnable newer) {
    waiting.remove(newer);
  }

  private void change(int question, Prompt prompt, String banner) {
    state = new State(state.version() + 1, question, prompt, banner);
    waiting.forEach(Runnable::run);
    waiting.clear();
  }
}
