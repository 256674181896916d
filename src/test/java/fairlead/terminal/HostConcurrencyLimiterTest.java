package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.SshException;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HostConcurrencyLimiterTest {
  private final TerminalMetrics metrics = new TerminalMetrics(OpenTelemetry.noop());
  private final BlockingQueue<Integer> ahead = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> leave = new LinkedBlockingQueue<>();

  /** Somebody who waits on a thread of their own. */
  private CompletableFuture<Object> waiting(HostConcurrencyLimiter limiter, String machine) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(limiter.await(machine, machine, this::told));
              } catch (Refused | SshException e) {
                result.complete(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private void told(int before, Runnable leaving) {
    ahead.add(before);
    leave.add(leaving);
  }

  private static HostConcurrencyLimiter.Turn turn(Object result) {
    return (HostConcurrencyLimiter.Turn) result;
  }

  @Test
  void whoComesFirstIsServedFirstAndNeverMoreThanSome() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(2, 10, Duration.ofSeconds(10), metrics);
    HostConcurrencyLimiter.Turn first = turn(waiting(limiter, "web").get());
    HostConcurrencyLimiter.Turn second = turn(waiting(limiter, "web").get());
    List<CompletableFuture<Object>> queue = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      queue.add(waiting(limiter, "web"));
      assertEquals(i, ahead.take());
    }
    first.end();
    HostConcurrencyLimiter.Turn third = turn(queue.get(0).get());
    assertEquals(false, queue.get(1).isDone());
    // A turn ends only once.
    first.end();
    assertEquals(false, queue.get(1).isDone());
    second.end();
    third.end();
    turn(queue.get(1).get()).end();
    turn(queue.get(2).get()).end();
    assertEquals(Map.of(), limiter.machines);
  }

  @Test
  void anotherMachineIsNotConcerned() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(1, 0, Duration.ofSeconds(10), metrics);
    HostConcurrencyLimiter.Turn web = turn(waiting(limiter, "web").get());
    turn(waiting(limiter, "db").get()).end();
    web.end();
    assertEquals(Map.of(), limiter.machines);
  }

  @Test
  void whenTooManyWaitTheNextOneIsRefusedAtOnce() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(1, 1, Duration.ofSeconds(10), metrics);
    HostConcurrencyLimiter.Turn first = turn(waiting(limiter, "web").get());
    CompletableFuture<Object> second = waiting(limiter, "web");
    ahead.take();
    Refused full = (Refused) waiting(limiter, "web").get();
    assertEquals(Failure.TOO_MANY, full.failure());
    assertEquals("queue", full.label());
    first.end();
    turn(second.get()).end();
  }

  @Test
  void whoWaitsTooLongIsRefusedAndTheNextOneServed() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(1, 5, Duration.ofMillis(100), metrics);
    HostConcurrencyLimiter.Turn first = turn(waiting(limiter, "web").get());
    Refused late = (Refused) waiting(limiter, "web").get();
    assertEquals(Failure.HOST_TIMEOUT, late.failure());
    assertEquals("waited", late.label());
    first.end();
    turn(waiting(limiter, "web").get()).end();
    assertEquals(Map.of(), limiter.machines);
  }

  @Test
  void whoLeavesGivesTheirPlaceAway() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(1, 1, Duration.ofSeconds(10), metrics);
    HostConcurrencyLimiter.Turn first = turn(waiting(limiter, "web").get());
    CompletableFuture<Object> second = waiting(limiter, "web");
    leave.take().run();
    assertEquals(SshException.Reason.CANCELLED, ((SshException) second.get()).reason());
    CompletableFuture<Object> third = waiting(limiter, "web");
    first.end();
    turn(third.get()).end();
    assertEquals(Map.of(), limiter.machines);
  }

  @Test
  void whoIsInterruptedLeavesNothingBehind() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(1, 1, Duration.ofSeconds(10), metrics);
    HostConcurrencyLimiter.Turn first = turn(waiting(limiter, "web").get());
    Thread.currentThread().interrupt();
    assertThrows(SshException.class, () -> limiter.await("web", "web", this::told));
    assertEquals(true, Thread.interrupted());
    first.end();
    assertEquals(Map.of(), limiter.machines);
    assertEquals(0, ahead.poll(1, TimeUnit.SECONDS));
  }

  @Test
  void whoCannotBeToldLeavesNothingBehind() throws Exception {
    HostConcurrencyLimiter limiter =
        new HostConcurrencyLimiter(1, 1, Duration.ofSeconds(10), metrics);
    HostConcurrencyLimiter.Turn first = turn(waiting(limiter, "web").get());
    HostConcurrencyLimiter.Waiting broken =
        (before, leaving) -> {
          throw new IllegalStateException("broken");
        };
    assertThrows(IllegalStateException.class, () -> limiter.await("web", "web", broken));
    first.end();
    assertEquals(Map.of(), limiter.machines);
  }
}
