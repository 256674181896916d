package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SocketReadsTest {
  private static final long LATE = Duration.ofSeconds(10).plusMillis(1).toNanos();

  private final FakeWire wire = new FakeWire(true);
  private final CompletableFuture<Thread> reader = new CompletableFuture<>();

  @Test
  void aKeyIsHandledOnTheServersThreadAndPlainInputOnAnother() {
    SocketReads.atOnce(() -> {}).execute(() -> reader.complete(Thread.currentThread()));
    assertSame(Thread.currentThread(), reader.join());
    CompletableFuture<Thread> other = new CompletableFuture<>();
    SocketReads.on(Thread::new, () -> {}).execute(() -> other.complete(Thread.currentThread()));
    assertNotEquals(Thread.currentThread(), other.join());
  }

  @Test
  void anApplicationThatStopsAndHasNoThreadsReadsOn() {
    SocketReads stopping =
        SocketReads.on(
            read -> {
              throw new IllegalStateException("stopping");
            },
            () -> {});
    stopping.execute(() -> reader.complete(Thread.currentThread()));
    assertSame(Thread.currentThread(), reader.join());
  }

  @Test
  void aReadTakesTimeUntilItIsHandledEvenIfTheNextOneHasBegun() {
    SocketReads reads = SocketReads.atOnce(() -> {});
    assertEquals(0, reads.nanos(System.nanoTime()));
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread next =
        new Thread(
            () ->
                reads.execute(
                    () -> {
                      begun.countDown();
                      await(end);
                    }));
    reads.execute(
        () -> {
          assertTrue(reads.nanos(System.nanoTime()) > 0);
          next.start();
          await(begun);
        });
    assertTrue(reads.nanos(System.nanoTime()) > 0, "the next one is being handled");
    end.countDown();
    join(next);
    assertEquals(0, reads.nanos(System.nanoTime()));
  }

  @Test
  void aFrameThatTheServerFailsAtClosesTheSocket() {
    Connection connection = connection(false);
    SocketReads.atOnce(connection::broken)
        .execute(
            () -> {
              throw new IllegalArgumentException("Invalid close code: [5000]");
            });
    assertEquals(
        List.of(1002), wire.closes().stream().map(one -> one.getCloseCode().getCode()).toList());
    assertEquals(1002, connection.code());
  }

  @Test
  void aReadThatTakesTooLongCutsTheConnection() {
    Connection connection = connection(false);
    whileReading(
        connection,
        () -> {
          long now = System.nanoTime();
          connection.watch(now);
          assertEquals(0, wire.cuts());
          connection.watch(now + LATE);
          assertEquals(1, wire.cuts());
          assertEquals(4408, connection.code());
        });
  }

  @Test
  void inPlainModeInputMayWaitForTheHostMeanwhile() {
    Connection connection = connection(true);
    long patience = TerminalsTest.settings().inputTimeout().toNanos();
    whileReading(
        connection,
        () -> {
          long now = System.nanoTime();
          connection.watch(now + patience);
          assertEquals(0, wire.cuts());
          connection.watch(now + patience + LATE);
          assertEquals(1, wire.cuts());
        });
  }

  private static void whileReading(Connection connection, Runnable check) {
    SocketReads reads = SocketReads.atOnce(connection::broken);
    connection.readBy(reads);
    reads.execute(check);
  }

  private Connection connection(boolean plain) {
    return new Connection(
        new Terminals() {
          @Override
          void closed(Connection connection) {}
        },
        TerminalsTest.settings(),
        new Person("ada", Set.of(Role.OPERATOR), "login-1"),
        plain,
        wire,
        SpanContext.getInvalid());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
