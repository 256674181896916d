package fairlead.terminal;

import fairlead.ssh.Size;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The size of the browser's window, told to the shell with its input: a host that reads nothing
 * would keep the socket's thread. However often the window changes meanwhile, the shell is told of
 * the newest size only.
 */
final class ResizeCoalescer {
  private final Executor input;
  private final Consumer<Size> shell;
  private Size wanted;
  private Size told;
  private boolean repaint;
  private boolean telling;

  /**
   * @param opened the size with which the shell is opened
   * @param input runs what is to be done before later input
   * @param shell may wait for its host
   */
  ResizeCoalescer(Size opened, Executor input, Consumer<Size> shell) {
    wanted = opened;
    told = opened;
    this.input = input;
    this.shell = shell;
  }

  synchronized void resize(Size size) {
    wanted = size;
    tell();
  }

  /** Makes full-screen programs draw everything again: a change of size and back. */
  synchronized void repaint(Size size) {
    repaint = true;
    resize(size);
  }

  private void tell() {
    if (!telling && (repaint || !wanted.equals(told))) {
      input.execute(this::run);
      telling = true;
    }
  }

  private void run() {
    Size next = next();
    while (next != null) {
      shell.accept(next);
      next = next();
    }
  }

  /** The size to tell now; null when the shell knows, and this thread is done. */
  private synchronized Size next() {
    if (repaint) {
      repaint = false;
      told = new Size(wanted.columns(), wanted.rows() > 1 ? wanted.rows() - 1 : 2);
      return told;
    }
    telling = !wanted.equals(told);
    told = wanted;
    return telling ? wanted : null;
  }
}
