package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InputQueueTest {
  private final ByteArrayOutputStream host = new ByteArrayOutputStream();
  private final Semaphore hostTakes = new Semaphore(0);
  private final Semaphore progress = new Semaphore(0);
  private final AtomicLong applied = new AtomicLong();
  private final InputQueue queue =
      new InputQueue(
          64 * 1024,
          (bytes, offset, length) -> {
            hostTakes.acquireUninterruptibly();
            host.write(bytes, offset, length);
          },
          Thread::new,
          offset -> {
            applied.set(offset);
            progress.release();
          });

  @AfterEach
  void close() {
    hostTakes.release(1_000_000);
    queue.close();
    prompt.may.release(1_000_000);
    typing.close();
  }

  @Test
  void everyByteReachesTheHostOnceAndInOrder() throws Exception {
    hostTakes.release(1_000_000);
    byte[] all = new byte[500_000];
    new Random(2).nextBytes(all);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    Random sizes = new Random(3);
    while (sent.size() < all.length) {
      byte[] next = new byte[Math.min(all.length - sent.size(), 1 + sizes.nextInt(9_000))];
      System.arraycopy(all, sent.size(), next, 0, next.length);
      assertTrue(queue.put(next, 10, TimeUnit.SECONDS));
      sent.write(next);
    }
    while (applied.get() < all.length) {
      progress.acquire();
    }
    assertArrayEquals(all, host.toByteArray());
    assertTrue(queue.isEmpty());
  }

  @Test
  void whatIsToBeDoneFirstIsDoneOnceBeforeLaterInput() throws Exception {
    assertTrue(queue.offer(new byte[] {1}));
    while (queue.stalledNanos(System.nanoTime()) == 0) {
      Thread.onSpinWait();
    }
    queue.first(() -> host.write(7));
    queue.first(() -> host.write(8));
    assertTrue(queue.offer(new byte[] {2}));
    hostTakes.release(2);
    while (applied.get() < 2) {
      progress.acquire();
    }
    assertArrayEquals(new byte[] {1, 8, 2}, host.toByteArray());
  }

  @Test
  void moreThanTheCapacityIsRefusedWholeAndNothingWaits() {
    assertTrue(queue.offer(new byte[60_000]));
    assertFalse(queue.offer(new byte[64 * 1024]));
    assertEquals(60_000, queue.accepted());
  }

  @Test
  void whoComesBackSendsWhatWaitsAgainWithinTheCredit() throws Exception {
    assertTrue(queue.offer(new byte[16 * 1024]));
    // It is refused until the host has begun to take what was offered before.
    while (!queue.offer(new byte[64 * 1024])) {
      Thread.onSpinWait();
    }
    assertEquals(16 * 1024, queue.takeUp(80 * 1024), "what the host is taking is not sent again");
    assertTrue(queue.offer(new byte[64 * 1024]));
    assertFalse(queue.offer(new byte[1]));
    assertEquals(80 * 1024, queue.accepted());
  }

  @Test
  void anotherBrowsersInputWaitsBesideTheCreditOfWhoTakesOver() {
    assertTrue(queue.offer(new byte[60_000]));
    assertEquals(60_000, queue.takeUp(0));
    assertTrue(queue.offer(new byte[64 * 1024]));
    assertFalse(queue.offer(new byte[1]));
    assertEquals(60_000 + 64 * 1024, queue.accepted());
    assertEquals(60_000, queue.takeUp(queue.accepted()), "only its own is sent again");
  }

  @Test
  void aHostThatTakesNothingIsNoticed() throws Exception {
    assertTrue(queue.offer(new byte[] {1}));
    while (queue.stalledNanos(System.nanoTime()) == 0) {
      Thread.onSpinWait();
    }
    hostTakes.release();
    progress.acquire();
    assertEquals(0, queue.stalledNanos(System.nanoTime()));
  }

  @Test
  void anInterruptDropsWhatTheHostHasNotTakenAndLaterInputGoesOn() throws Exception {
    assertTrue(queue.offer(new byte[40_000]));
    while (queue.stalledNanos(System.nanoTime()) == 0) {
      Thread.onSpinWait();
    }
    long position = queue.interrupt();
    assertEquals(16 * 1024, position);
    assertTrue(queue.offer(new byte[] {3}));
    hostTakes.release(2);
    while (applied.get() < position + 1) {
      progress.acquire();
    }
    assertEquals(16 * 1024 + 1, host.size());
    assertEquals(3, host.toByteArray()[16 * 1024]);
  }

  @Test
  void aThreadThatCannotBeStartedIsTriedAgain() throws Exception {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    InputQueue starved =
        new InputQueue(
            1024,
            (bytes, offset, length) -> host.write(bytes, offset, length),
            work -> {
              if (exhausted.getAndSet(false)) {
                throw new IllegalStateException("no threads");
              }
              return new Thread(work);
            },
            offset -> progress.release());
    assertThrows(IllegalStateException.class, () -> starved.offer(new byte[] {1}));
    assertTrue(starved.offer(new byte[] {2}));
    progress.acquire();
    starved.close();
    assertArrayEquals(new byte[] {1, 2}, host.toByteArray());
  }

  @Test
  void aHostThatFailsTakesItsThreadWithIt() throws Exception {
    AtomicReference<Thread> drain = new AtomicReference<>();
    InputQueue failing =
        new InputQueue(
            1024,
            (bytes, offset, length) -> {
              throw new IllegalStateException("a fault");
            },
            work -> {
              drain.set(new Thread(work));
              return drain.get();
            },
            offset -> progress.release());
    assertTrue(failing.offer(new byte[] {1}));
    drain.get().join();
    assertTrue(failing.isEmpty());
  }

  @Test
  void waitingForRoomHasADeadline() throws Exception {
    assertFalse(queue.put(new byte[200_000], 50, TimeUnit.MILLISECONDS));
  }

  /** Takes a key at once, unless told to wait in the middle of it. */
  private static final class Prompt implements InputQueue.Host {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
    private final Semaphore may = new Semaphore(1_000_000);
    private volatile boolean takes = true;

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writers.add(Thread.currentThread());
      may.acquireUninterruptibly();
      taken.write(bytes, offset, length);
    }

    @Override
    public boolean takes(int length) {
      return takes;
    }
  }

  private final Prompt prompt = new Prompt();
  private final AtomicReference<Thread> other = new AtomicReference<>();
  private final InputQueue typing =
      new InputQueue(
          64 * 1024,
          prompt,
          work -> {
            other.set(new Thread(work));
            return other.get();
          },
          offset -> progress.release());

  @Test
  void aKeyGoesToTheHostOnTheThreadThatBringsIt() throws Exception {
    assertTrue(typing.offer(new byte[] {1}));
    assertTrue(typing.put(new byte[] {2}, 1, TimeUnit.SECONDS));
    assertArrayEquals(new byte[] {1, 2}, prompt.taken.toByteArray());
    assertEquals(Set.of(Thread.currentThread()), prompt.writers);
    assertEquals(2, typing.accepted());
    assertTrue(typing.isEmpty());
  }

  @Test
  void whatMightWaitGoesByAnotherThread() throws Exception {
    prompt.takes = false;
    assertTrue(typing.offer(new byte[] {1}));
    progress.acquire();
    prompt.takes = true;
    assertTrue(typing.offer(new byte[2000]));
    progress.acquire();
    assertFalse(prompt.writers.contains(Thread.currentThread()));
    assertEquals(2001, prompt.taken.size());
  }

  @Test
  void whatComesWhileAKeyIsBeingTakenWaitsBehindIt() throws Exception {
    prompt.may.drainPermits();
    Thread first = new Thread(() -> typing.offer(new byte[] {1}));
    first.start();
    while (prompt.writers.isEmpty()) {
      Thread.onSpinWait();
    }
    assertTrue(typing.offer(new byte[] {2}));
    assertTrue(typing.offer(new byte[] {3}));
    // The other thread is there, and waits for its turn: with a deadline, as only the queue waits.
    while (other.get().getState() != Thread.State.TIMED_WAITING) {
      assertEquals(1, prompt.writers.size(), "nobody else writes meanwhile");
    }
    assertEquals(3, typing.accepted());
    assertEquals(1, typing.interrupt(), "what waits is dropped");
    assertTrue(typing.offer(new byte[] {4}));
    prompt.may.release(1_000_000);
    first.join();
    while (prompt.taken.size() < 2) {
      progress.acquire();
    }
    assertArrayEquals(new byte[] {1, 4}, prompt.taken.toByteArray());
  }

  @Test
  void keysAndPastesKeepTheirOrderOnEveryThread() throws Exception {
    byte[] all = new byte[400_000];
    new Random(5).nextBytes(all);
    Random random = new Random(6);
    for (int at = 0; at < all.length; ) {
      prompt.takes = random.nextBoolean();
      boolean rest = random.nextInt(4) == 0;
      while (rest && !typing.isEmpty()) {
        Thread.onSpinWait();
      }
      int length = Math.min(all.length - at, 1 + random.nextInt(random.nextBoolean() ? 8 : 3000));
      assertTrue(typing.put(Arrays.copyOfRange(all, at, at + length), 10, TimeUnit.SECONDS));
      at += length;
    }
    while (prompt.taken.size() < all.length) {
      progress.acquire();
    }
    assertArrayEquals(all, prompt.taken.toByteArray());
    assertTrue(prompt.writers.size() > 1);
  }
}
