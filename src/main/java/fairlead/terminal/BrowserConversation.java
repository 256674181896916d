package fairlead.terminal;

import fairlead.ssh.Conversation;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Asks the person in the browser while a shell is being opened; one prompt at a time. */
final class BrowserConversation implements Conversation {
  private final FrameSender sender;
  private final String host;
  private final Duration timeout;
  private final Cancellation cancellation;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int asked;
  private boolean waiting;
  private boolean answered;
  private boolean over;
  private char[][] values;

  /**
   * @param timeout how long a person may take for one prompt
   * @param cancellation when the person has left, open questions end
   */
  BrowserConversation(
      FrameSender sender, String host, Duration timeout, Cancellation cancellation) {
    this.cancellation = cancellation;
    this.sender = sender;
    this.host = host;
    this.timeout = timeout;
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
    sender.say(ServerMessage.prompt(id, prompt));
    try {
      return awaitAnswer();
    } finally {
      sender.say(ServerMessage.promptDone(id));
    }
  }

  @Override
  public void banner(String text) {
    sender.say(ServerMessage.notice("banner", text));
  }

  @Override
  public void phase(Phase phase) {
    sender.say(ServerMessage.progress(phase));
  }

  /**
   * Ends an open question before the connection attempt, so that the failure is the missing answer.
   */
  @Override
  public void whenLeft(Runnable hangUp) {
    cancellation.whenLeft(
        () -> {
          end();
          hangUp.run();
        });
  }

  /**
   * The person's answer; one to a prompt that is over is wiped and forgotten.
   *
   * @param given one value per field, or null when cancelled
   */
  void answer(int id, char[][] given) {
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
          throw new SshException(
              SshException.Reason.PROMPT_TIMEOUT,
              host + " asked a question that was not answered in time. Open a new terminal.");
        }
        left = changed.awaitNanos(left);
      }
      char[][] given = values;
      values = null;
      if (given == null) {
        throw new SshException(
            SshException.Reason.CANCELLED, "Opening a terminal on " + host + " was cancelled.");
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
