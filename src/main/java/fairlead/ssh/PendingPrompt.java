package fairlead.ssh;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks a person who is elsewhere, one prompt at a time: the thread that opens a connection waits
 * for the answer, which another thread brings.
 */
public final class PendingPrompt implements Prompter {
  /** Shows the open prompt to the person. Called on the thread that asks; must not block. */
  public interface Display {
    /**
     * Shows a prompt.
     *
     * @param id tells its answer from that to an earlier prompt; counts from 1
     */
    void show(int id, Prompt prompt);

    /** Called when a prompt is no longer open: it was answered, or nobody waits any more. */
    void close(int id);
  }

  private final Display display;
  private final Duration timeout;
  private final String unanswered;
  private final String cancelled;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int asked;
  private boolean waiting;
  private boolean answered;
  private boolean over;
  private char[][] values;

  /**
   * @param timeout how long a person may take for one prompt
   * @param unanswered a sentence for the person when they took longer
   * @param cancelled a sentence for the person when they cancelled
   * @param cancellation ends an open prompt
   */
  public PendingPrompt(
      Display display,
      Duration timeout,
      String unanswered,
      String cancelled,
      Cancellation cancellation) {
    this.display = display;
    this.timeout = timeout;
    this.unanswered = unanswered;
    this.cancelled = cancelled;
    cancellation.onCancel(this::end);
  }

  @Override
  public char[][] ask(Prompt prompt) throws SshException {
    int id;
    lock.lock();
    try {
      id = ++asked;
      waiting = true;
      answered = false;
    } finally {
      lock.unlock();
    }
    display.show(id, prompt);
    try {
      return awaitAnswer();
    } finally {
      display.close(id);
    }
  }

  /**
   * Takes the person's answer; one to a prompt that is no longer open is wiped and forgotten.
   *
   * @param given one value per field, or null if the person cancelled
   */
  public void answer(int id, char[][] given) {
    lock.lock();
    try {
      if (waiting && id == asked && !answered) {
        values = given;
        answered = true;
        changed.signalAll();
        return;
      }
    } finally {
      lock.unlock();
    }
    if (given != null) {
      Arrays.stream(given).forEach(chars -> Arrays.fill(chars, '\0'));
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private char[][] awaitAnswer() throws SshException {
    lock.lock();
    try {
      long left = timeout.toNanos();
      while (!answered && !over) {
        if (left <= 0) {
          throw new SshException(SshException.Reason.PROMPT_TIMEOUT, unanswered);
        }
        left = changed.awaitNanos(left);
      }
      char[][] given = values;
      values = null;
      if (given == null) {
        throw new SshException(SshException.Reason.CANCELLED, cancelled);
      }
      return given;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SshException(
          SshException.Reason.CANCELLED, "The Fairlead server is being stopped.", e);
    } finally {
      waiting = false;
      lock.unlock();
    }
  }
}
