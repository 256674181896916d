package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.ssh.FlowControl;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The outgoing side of one connection: control messages and the output of a terminal, one frame at
 * a time.
 *
 * <p>It needs no timers. When no frame is being sent, the next one is sent at once, on the caller's
 * thread. While a frame is being sent, output collects in the terminal's scrollback; the completion
 * of the send then sends it as one frame.
 *
 * <p>Lock order: this viewer's lock before the output's, never the other way.
 */
final class FrameSender {
  // Queued messages, at most. A client that causes answers (ping, answer) without reading them is
  // disconnected.
  private static final int MESSAGES = 256;

  private final Wire wire;
  private final Runnable lost;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<String> messages = new ArrayDeque<>();
  private volatile Output output;
  private volatile ViewerCursor cursor;
  private boolean sending;
  private long sendingSince;
  private boolean closed;
  private String last;
  private Failure closing;
  private boolean ended;
  private String closingSentence;
  private boolean greetingDue;
  private Runnable finishing;

  /**
   * @param lost run when a send fails or times out; the connection is being closed then
   */
  FrameSender(Wire wire, Runnable lost) {
    this.wire = wire;
    this.lost = lost;
  }

  /** Sends a control message, ahead of unsent output. */
  void say(String message) {
    lock.lock();
    try {
      if (closed || closing != null) {
        return;
      }
      if (messages.size() < MESSAGES) {
        messages.add(message);
      } else {
        messages.clear();
        output = null;
        closing = Failure.TOO_SLOW;
        closingSentence = closing.sentence();
      }
    } finally {
      lock.unlock();
    }
    pump();
  }

  /**
   * Announces that {@link #greet} follows. A {@link #finish} that comes before it waits for it: a
   * shell may end while its viewer is being attached.
   */
  void expectGreeting() {
    lock.lock();
    try {
      greetingDue = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends the first message of an attached connection, then the terminal's output.
   *
   * @param from where in the output to begin
   */
  void greet(String message, Output shown, ViewerCursor from) {
    say(message);
    show(shown, from);
    Runnable finish;
    lock.lock();
    try {
      greetingDue = false;
      finish = finishing;
      finishing = null;
    } finally {
      lock.unlock();
    }
    if (finish != null) {
      finish.run();
    }
  }

  private void show(Output shown, ViewerCursor from) {
    lock.lock();
    try {
      if (closing == null && !closed) {
        cursor = from;
        output = shown;
      }
    } finally {
      lock.unlock();
    }
    pump();
  }

  /** The position in the output that is sent; null before {@link #greet}. */
  ViewerCursor cursor() {
    return cursor;
  }

  /** Offset after the last output byte that was given to the socket. */
  long sent() {
    ViewerCursor at = cursor;
    return at == null ? 0 : at.sent();
  }

  /** Sends all remaining output, then {@code message}, then closes. */
  void finish(String message, Failure with) {
    lock.lock();
    try {
      if (greetingDue) {
        finishing = () -> close(message, with, with.sentence(), true);
        return;
      }
    } finally {
      lock.unlock();
    }
    close(message, with, with.sentence(), true);
  }

  /** Sends queued messages and {@code message}, drops unsent output, and closes. */
  void close(String message, Failure failure, String sentence) {
    close(message, failure, sentence, false);
  }

  private void close(String message, Failure failure, String sentence, boolean outputFirst) {
    lock.lock();
    try {
      if (closed || closing != null) {
        return;
      }
      last = message;
      closing = failure;
      closingSentence = sentence;
      ended = outputFirst;
      if (!outputFirst) {
        output = null;
      }
    } finally {
      lock.unlock();
    }
    pump();
  }

  /** Whether all output and the message about the end were given to the socket. */
  boolean finished() {
    lock.lock();
    try {
      return closed && ended && last == null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long the current send or close has taken so far, in nanoseconds; 0 if there is none. A
   * socket that has not reported its end by its own deadline never will.
   */
  long sendingNanos(long now) {
    lock.lock();
    try {
      return sending ? now - sendingSince : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Stops sending: the connection is gone. */
  void gone() {
    lock.lock();
    try {
      closed = true;
      output = null;
      messages.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Sends the next thing if nothing is being sent. */
  void pump() {
    String message;
    byte[] bytes = null;
    lock.lock();
    try {
      if (sending || closed) {
        return;
      }
      message = messages.poll();
      if (message == null) {
        bytes = nextOutput();
      }
      if (message == null && bytes == null) {
        message = last;
        last = null;
      }
      if (message == null && bytes == null) {
        if (closing == null) {
          return;
        }
        closed = true;
      }
      sending = true;
      sendingSince = System.nanoTime();
    } finally {
      lock.unlock();
    }
    if (message != null) {
      wire.text(message, this::completed);
    } else if (bytes != null) {
      wire.binary(bytes, this::completed);
    } else {
      wire.close(CloseReasons.of(closing, closingSentence));
    }
  }

  private byte[] nextOutput() {
    Output shown = output;
    if (shown == null) {
      return null;
    }
    byte[] bytes = shown.read(cursor, FlowControl.FRAME);
    return bytes.length == 0 ? null : bytes;
  }

  private void completed(Throwable failure) {
    lock.lock();
    try {
      sending = false;
    } finally {
      lock.unlock();
    }
    if (failure == null) {
      Output shown = output;
      if (shown != null) {
        shown.sent(cursor);
      }
      pump();
    } else {
      giveUp();
    }
  }

  /** Closes without a further message, because the peer no longer reads or is gone. */
  void giveUp() {
    gone();
    Failure slow = Failure.TOO_SLOW;
    wire.close(CloseReasons.of(slow, slow.sentence()));
    lost.run();
  }

  /** Gives up, and ends the connection at once: threads of the server wait for the peer. */
  void cut() {
    giveUp();
    wire.cut();
  }
}
