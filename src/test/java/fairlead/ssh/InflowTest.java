package fairlead.ssh;

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
class InflowTest {
  private static final int CAPACITY = 64 * 1024;

  private final Inflow inflow = new Inflow(CAPACITY);

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
              inflow.end();
            });
    byte[] read = new byte[all.length];
    Random sizes = new Random(3);
    int at = 0;
    while (at < read.length) {
      at += inflow.read(read, at, Math.min(read.length - at, 1 + sizes.nextInt(30_000)));
      assertTrue(inflow.available() <= CAPACITY);
    }
    assertArrayEquals(all, read);
    assertEquals(-1, inflow.read());
    bringing.join();
  }

  @Test
  void whoBringsMoreThanMayWaitWaitsUntilItIsRead() throws Exception {
    put(new byte[CAPACITY], 0, CAPACITY);
    CompletableFuture<Void> bringing = CompletableFuture.runAsync(() -> put(new byte[] {42}, 0, 1));
    while (inflow.available() < CAPACITY) {
      Thread.onSpinWait();
    }
    inflow.timeout(50);
    assertEquals(CAPACITY, inflow.read(new byte[2 * CAPACITY], 0, 2 * CAPACITY));
    bringing.join();
    assertEquals(42, inflow.read());
  }

  @Test
  void aReadThatWaitedLongEnoughTimesOutAndLosesNothing() throws Exception {
    inflow.timeout(20);
    assertThrows(SocketTimeoutException.class, inflow::read);
    put(new byte[] {-1}, 0, 1);
    assertEquals(255, inflow.read());
  }

  @Test
  void closingEndsWhatReadersAndWritersWaitFor() {
    CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(this::read);
    inflow.close();
    assertThrows(CompletionException.class, reading::join);
    Inflow full = new Inflow(CAPACITY);
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
    inflow.end();
    assertEquals(2, inflow.read(new byte[8], 0, 8));
    assertEquals(-1, inflow.read());
    assertThrows(IOException.class, () -> inflow.put(new byte[1], 0, 1));
  }

  private void put(byte[] bytes, int offset, int length) {
    try {
      inflow.put(bytes, offset, length);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void put(Inflow to, byte[] bytes) {
    try {
      to.put(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private int read() {
    try {
      return inflow.read();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
