package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.Exit;
import fairlead.ssh.ShellOutput;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Keeps all output, and has no room on demand. */
final class Flow implements ShellOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean held;
  private Exit exit;

  @Override
  public synchronized void bytes(byte[] buffer, int offset, int length) {
    bytes.write(buffer, offset, length);
  }

  @Override
  public synchronized int room(int window) {
    return held ? 0 : window;
  }

  synchronized void hold(boolean wanted) {
    held = wanted;
  }

  synchronized long count() {
    return bytes.size();
  }

  synchronized byte[] from(long offset, int length) {
    return Arrays.copyOfRange(bytes.toByteArray(), (int) offset, (int) offset + length);
  }

  /** The last thousand bytes. */
  synchronized String text() {
    byte[] all = bytes.toByteArray();
    int from = Math.max(0, all.length - 1_000);
    return new String(all, from, all.length - from, UTF_8);
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void ended(Exit how) {
    exit = how;
  }

  synchronized boolean ended() {
    return exit != null;
  }

  /** How it ended; null before. */
  synchronized Exit exit() {
    return exit;
  }
}
