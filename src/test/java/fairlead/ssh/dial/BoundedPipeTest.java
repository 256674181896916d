package fairlead.ssh.dial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedPipeTest {
  private static final int CAPACITY = 64 * 1024;

  private final BoundedPipe pipe = new BoundedPipe(CAPACITY);

  @Test
  void everyByteComesOnceAndInOrderHoweverItIsBroughtAndRead() throws Exception {
    byte[] all = new byte[4 << 20];
    new Random(1).nextBytes(all);
    CompletableFuture<Void> bringing =
        CompletableFuture.runAsync(
            () -> {
              Random sizes = new Random(2);
              for (int at = 0; at < all.length; ) {
                int some = Math.min(all.length - at, 1 + sizes.nextInt(40_000));
                put(all, at, some);
                at += some;
              }
              pipe.end();
            });
    byte[] read = new byte[all.length];
    Random sizes = new Random(3);
    int at = 0;
    while (at < read.length) {
      at += pipe.read(read, at, Math.min(read.length - at, 1 + sizes.nextInt(30_000)));
      assertTrue(pipe.available() <= CAPACITY);
    }
    assertArrayEquals(all, read);
    assertEquals(-1, pipe.read());
    bringing.join();
  }

  @Test
  void whoBringsMoreThanMayWaitWaitsUntilItIsRead() throws Exception {
    put(new byte[CAPACITY], 0, CAPACITY);
    CompletableFuture<Void> bringing = CompletableFuture.runAsync(() -> put(new byte[] {42}, 0, 1));
    while (pipe.available() < CAPACITY) {
      Thread.onSpinWait();
    }
    pipe.timeout(50);
    assertEquals(CAPACITY, pipe.read(new byte[2 * CAPACITY], 0, 2 * CAPACITY));
    bringing.join();
    assertEquals(42, pipe.read());
  }

  @Test
  void aReadThatWaitedLongEnoughTimesOutAndLosesNothing() throws Exception {
    pipe.timeout(20);
    assertThrows(SocketTimeoutException.class, pipe::read);
    put(new byte[] {-1}, 0, 1);
    assertEquals(255, pipe.read());
  }

  @Test
  void closingEndsWhatReadersAndWritersWaitFor() {
    CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(this::read);
    pipe.close();
    assertThrows(CompletionException.class, reading::join);
    BoundedPipe full = new BoundedPipe(CAPACITY);
    CompletableFuture<Void> bringing =
        CompletableFuture.runAsync(() -> put(full, new byte[CAPACITY + 1]));
    while (full.available() < CAPACITY) {
      Thread.onSpinWait();
    }
    full.close();
    assertThrows(CompletionException.class, bringing::join);
  }

  @Test
  void theEndComesAfterWhatWaits() throws Exception {
    put(new byte[] {1, 2}, 0, 2);
    pipe.end();
    assertEquals(2, pipe.read(new byte[8], 0, 8));
    assertEquals(-1, pipe.read());
    assertThrows(IOException.class, () -> pipe.put(new byte[1], 0, 1));
  }

  private void put(byte[] bytes, int offset, int length) {
    try {
      pipe.put(bytes, offset, length);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void put(BoundedPipe to, byte[] bytes) {
    try {
      to.put(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private int read() {
    try {
      return pipe.read();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
