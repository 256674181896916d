package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
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
 * Limits how many shells are opened at once on each machine; the others wait their turn. An SSH
 * server drops connections when too many clients log in at the same time (OpenSSH's MaxStartups),
 * for example when everyone reconnects after a restart.
 */
final class HostConcurrencyLimiter {
  /** How a wait ended. */
  enum Outcome {
    /** The caller may open now. */
    TURN,
    /** The person left. */
    LEFT,
    /** The wait took too long. */
    TIMEOUT,
    /** The queue was full. */
    FULL
  }

  /** The openings and the queue of one machine. */
  static final class Machine {
    private final Queue<CompletableFuture<Outcome>> waiting = new ArrayDeque<>();
    private int opening;
  }

  /** The permission to open on a machine; must be ended. */
  final class Turn {
    private final String machine;
    private final AtomicBoolean over = new AtomicBoolean();

    private Turn(String machine) {
      this.machine = machine;
    }

    /** Lets the next one begin; only the first call has an effect. */
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

  /** The machines on which something is being opened. */
  final Map<String, Machine> machines = new HashMap<>();

  /**
   * @param atOnce maximum number of openings on one machine at once
   * @param waiting maximum number that wait for one machine
   * @param patience maximum time to wait
   */
  HostConcurrencyLimiter(int atOnce, int waiting, Duration patience, TerminalMetrics metrics) {
    this.atOnce = atOnce;
    this.waiting = waiting;
    this.patience = patience;
    this.metrics = metrics;
  }

  /** Tells a person that they wait, and lets them leave. */
  interface Waiting {
    /**
     * Called when the wait begins.
     *
     * @param ahead how many are ahead in the queue
     * @param leave must be run when the person leaves
     */
    void begins(int ahead, Runnable leave);
  }

  /**
   * Waits for a turn, which the caller must end.
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
    begin(machine, mine, ahead, told);
    try {
      return mine.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return give(machine, mine, Outcome.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUp(machine, mine);
      return Outcome.LEFT;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void begin(String machine, CompletableFuture<Outcome> mine, int ahead, Waiting told) {
    boolean begun = false;
    try {
      told.begins(ahead, () -> give(machine, mine, Outcome.LEFT));
      begun = true;
    } finally {
      if (!begun) {
        giveUp(machine, mine);
      }
    }
  }

  /** Ends a wait whose turn, if it has come already, nobody takes. */
  private void giveUp(String machine, CompletableFuture<Outcome> mine) {
    if (give(machine, mine, Outcome.LEFT) == Outcome.TURN) {
      next(machine);
    }
  }

  /** Ends a wait unless it has ended already; returns how it ended. */
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
