package fairlead.terminal;

import fairlead.ssh.Size;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Passes the window's size to the shell, on the thread that writes input: a host that reads nothing
 * would block the socket's thread. If the window changes several times meanwhile, the shell gets
 * only the newest size.
 */
final class ResizeCoalescer {
  private final Executor input;
  private final Consumer<Size> shell;
  private Size wanted;
  private Size told;
  private boolean repaint;
  private boolean telling;

  /**
   * @param opened the initial size of the shell's pty
   * @param input runs a task before later input
   * @param shell passes the size to the host; may block
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

  /** Makes full-screen programs redraw everything, by changing the size and back. */
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

  /** The next size to send; null if the shell has the newest one, and this thread is done. */
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
