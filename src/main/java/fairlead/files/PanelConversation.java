package fairlead.files;

import fairlead.ssh.Conversation;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the person who opens a panel, one question at a time. The page polls for a question ({@link
 * #whenNewer}) and answers it by another request.
 */
final class PanelConversation implements Conversation {
  /**
   * The state that the page sees.
   *
   * @param version increases with each change
   * @param question the number of the open question, or 0
   */
  record State(long version, int question, Prompt prompt, String banner) {}

  private final Duration timeout;
  private final String host;
  private State state = new State(1, 0, null, "");
  private int asked;
  private char[][] answer;
  private boolean answered;
  private boolean left;
  private final List<Runnable> waiting = new ArrayList<>();
  private Runnable hangUp = () -> {};

  /**
   * @param timeout how long the person may take for one question
   */
  PanelConversation(String host, Duration timeout) {
    this.host = host;
    this.timeout = timeout;
  }

  @Override
  public synchronized char[][] ask(Prompt prompt) throws SshException {
    asked++;
    answered = false;
    change(asked, prompt, state.banner());
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!answered && !left) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new SshException(
              SshException.Reason.PROMPT_TIMEOUT,
              host + " asked something and nobody answered in time. Open the files again.");
        }
        wait(millis);
      }
      char[][] given = answer;
      answer = null;
      if (given == null) {
        throw new SshException(
            SshException.Reason.CANCELLED, "Opening the files of " + host + " was cancelled.");
      }
      return given;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SshException(
          SshException.Reason.CANCELLED, "The Fairlead server is being stopped.", e);
    } finally {
      change(0, null, state.banner());
    }
  }

  /**
   * Takes the person's answer. An answer to a question that is no longer open is wiped.
   *
   * @param given one value per field, or null if the person cancelled
   */
  synchronized void answer(int question, char[][] given) {
    if (question == state.question() && !answered) {
      answer = given;
      answered = true;
      notifyAll();
    } else if (given != null) {
      Arrays.stream(given).forEach(chars -> Arrays.fill(chars, '\0'));
    }
  }

  @Override
  public synchronized void banner(String text) {
    change(state.question(), state.prompt(), text);
  }

  @Override
  public void phase(Phase phase) {
    // The page shows no phases while files are opened.
  }

  @Override
  public void whenLeft(Runnable told) {
    synchronized (this) {
      if (!left) {
        hangUp = told;
        return;
      }
    }
    told.run();
  }

  /** Called when the person has closed the panel or it could not be opened. */
  void leave() {
    Runnable told;
    synchronized (this) {
      left = true;
      told = hangUp;
      hangUp = () -> {};
      notifyAll();
    }
    told.run();
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
    notifyAll();
    waiting.forEach(Runnable::run);
    waiting.clear();
  }
}
