package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Exit;
import fairlead.ssh.ShellOutput;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what a shell says, and sees to it that nothing comes after its end. */
public final class Received implements ShellOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Exit> end = new CompletableFuture<>();

  @Override
  public synchronized void bytes(byte[] buffer, int offset, int length) {
    if (end.isDone()) {
      throw new IllegalStateException(length + " bytes came after the end");
    }
    bytes.write(buffer, offset, length);
    notifyAll();
  }

  /** Waits until it has said this. */
  synchronized void await(String part) throws InterruptedException {
    while (!bytes.toString(UTF_8).contains(part)) {
      wait();
    }
  }

  @Override
  public int room(int window) {
    return window;
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void ended(Exit exit) {
    assertTrue(end.complete(exit), "it ended twice");
  }

  /** All there was, once it is over. */
  String text() throws InterruptedException {
    end();
    synchronized (this) {
      return bytes.toString(UTF_8);
    }
  }

  public Exit end() throws InterruptedException {
    try {
      return end.get(15, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the shell did not end", e);
    }
  }
}
