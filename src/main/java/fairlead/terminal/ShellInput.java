package fairlead.terminal;

import fairlead.ssh.Shell;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Writes input to a shell that may not be open yet, or no longer. */
final class ShellInput implements InputQueue.Host {
  private final TerminalTrace trace;
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile Shell shell;
  private volatile boolean ended;

  ShellInput(TerminalTrace trace) {
    this.trace = trace;
  }

  /** The shell, or null before {@link #begin}. */
  Shell shell() {
    return shell;
  }

  /** Sets the shell and releases the threads that wait for it. */
  void begin(Shell opened) {
    shell = opened;
    begun.countDown();
  }

  /** Closes the shell; no more input is taken. */
  void end() {
    ended = true;
    begun.countDown();
    Shell closing = shell;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    awaitShell();
    Shell to = shell;
    if (to == null || ended) {
      throw new IOException("The shell has ended");
    }
    long since = System.nanoTime();
    to.write(bytes, offset, length);
    trace.stalled(TerminalMetrics.Side.HOST, System.nanoTime() - since);
  }

  @Override
  public boolean takes(int length) {
    Shell to = shell;
    return to != null && to.takes(length);
  }

  /** Plain clients may type before the shell is open. Opening has deadlines, so this wait ends. */
  private void awaitShell() throws IOException {
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while input waited for its shell", e);
    }
  }
}
