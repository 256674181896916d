package fairlead.terminal;

import fairlead.ssh.SshException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Spreads the openings of shells: some at once on each machine, others wait their turn. An SSH
 * server drops connections when too many log in at the same time (OpenSSH's MaxStartups), which is
 * what happens when everybody comes back after a restart.
 */
final class HostConcurrencyLimiter {
  /** How a wait ended. */
  enum Outcome {
    /** It was its turn. */
    TURN,
    /** Nobody waits any more. */
    LEFT,
    /** It was not its turn in time. */
    TIMEOUT,
    /** Too many waited already. */
    FULL
  }

  /** What opens and waits at one machine. */
  static final class Machine {
    private final Queue<CompletableFuture<Outcome>> waiting = new ArrayDeque<>();
    private int opening;
  }

  /** A turn at a machine. */
  final class Turn {
    private final String machine;
    private final AtomicBoolean over = new AtomicBoolean();

    private Turn(String machine) {
      this.machine = machine;
    }

    /** The next one may begin. */
    void end() {
      if (over.compareAndSet(false, true)) {
        next(machine);
      }
    }
  }

  private final int atOnce;
  private final int waiting;
  private final Duration patience;
  private final TerminalMetrics metrics;

  /** Those at which something opens. */
  final Map<String, Machine> machines = new HashMap<>();

  /**
   * @param atOnce openings at one machine
   * @param waiting openings that may wait there
   * @param patience how long one waits at most
   */
  HostConcurrencyLimiter(int atOnce, int waiting, Duration patience, TerminalMetrics metrics) {
    this.atOnce = atOnce;
    this.waiting = waiting;
    this.patience = patience;
    this.metrics = metrics;
  }

  /** A person who waits is told so, and may leave. */
  interface Waiting {
    /**
     * The wait begins.
     *
     * @param ahead how many are served before
     * @param leave to be run when they leave
     */
    void begins(int ahead, Runnable leave);
  }

  /**
   * Waits for a turn; the caller must end it.
   *
   * @param name of the host, for messages
   */
  Turn await(String machine, String name, Waiting told) throws Refused, SshException {
    long begun = System.nanoTime();
    Outcome outcome = awaitOutcome(machine, told);
    metrics.waited(outcome, System.nanoTime() - begun);
    return switch (outcome) {
      case TURN -> new Turn(machine);
      case LEFT ->
          throw new SshException(
              SshException.Reason.CANCELLED, "Opening a terminal on " + name + " was cancelled.");
      case TIMEOUT ->
          throw new Refused(
              Failure.HOST_TIMEOUT,
              name + " is busy: too many people are connecting to it. Try again.",
              "waited");
      case FULL ->
          throw new Refused(
              Failure.TOO_MANY,
              name + " is busy: " + waiting + " people are already waiting for it. Try again soon.",
              "queue");
    };
  }

  private Outcome awaitOutcome(String machine, Waiting told) {
    CompletableFuture<Outcome> mine = new CompletableFuture<>();
    int ahead;
    synchronized (this) {
      Machine at = machines.computeIfAbsent(machine, name -> new Machine());
      if (at.opening < atOnce) {
        at.opening++;
        return Outcome.TURN;
      }
      if (at.waiting.size() >= waiting) {
        return Outcome.FULL;
      }
      ahead = at.waiting.size();
      at.waiting.add(mine);
    }
    told.begins(ahead, () -> give(machine, mine, Outcome.LEFT));
    try {
      return mine.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return give(machine, mine, Outcome.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Outcome given = give(machine, mine, Outcome.LEFT);
      if (given == Outcome.TURN) {
        next(machine);
      }
      return Outcome.LEFT;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Ends a wait, unless it has ended already; says how it has. */
  private synchronized Outcome give(
      String machine, CompletableFuture<Outcome> waiter, Outcome outcome) {
    if (waiter.complete(outcome)) {
      Machine at = machines.get(machine);
      if (at != null) {
        at.waiting.removeIf(one -> one == waiter);
      }
    }
    return waiter.join();
  }

  private synchronized void next(String machine) {
    Machine at = machines.get(machine);
    CompletableFuture<Outcome> waiter = at.waiting.poll();
    if (waiter != null) {
      waiter.complete(Outcome.TURN);
    } else if (--at.opening == 0) {
      machines.remove(machine);
    }
  }
}
