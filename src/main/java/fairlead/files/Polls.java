package fairlead.files;

import fairlead.concurrent.ConcurrencyLimiter;
import fairlead.concurrent.Managed;
import fairlead.concurrent.Scheduler;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Requests that wait until something changes in a panel. They hold no thread while they wait. */
@ApplicationScoped
public class Polls {
  /** Short, because an application that stops waits for its requests. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private Scheduler scheduler;

  /** Write the answers: neither the scheduler nor the server's pool must wait for a client. */
  private ThreadFactory threads;

  private ConcurrencyLimiter ofPanel;
  private ConcurrencyLimiter ofPerson;

  /** For the CDI container. */
  protected Polls() {}

  @Inject
  Polls(FilesSettings settings, Scheduler scheduler, @Managed ThreadFactory threads) {
    this.scheduler = scheduler;
    this.threads = threads;
    ofPanel = new ConcurrencyLimiter(settings.waitingPerPanel());
    ofPerson = new ConcurrencyLimiter(settings.waitingPerPerson());
  }

  /**
   * Waits for a state of this panel that is newer than the one seen, at most {@link #LONGEST_WAIT}.
   *
   * @param answer makes the answer from the current state, which may still be the one seen
   */
  <T> CompletionStage<T> await(FilePanel panel, long seen, Supplier<T> answer) throws Refused {
    String person = panel.person().name();
    take(panel.id(), person);
    CompletableFuture<Void> over = new CompletableFuture<>();
    Runnable newer = () -> over.complete(null);
    CompletionStage<T> answered =
        over.thenApplyAsync(ignored -> answer.get(), task -> threads.newThread(task).start())
            .whenComplete(
                (any, failure) -> {
                  panel.state().forget(newer);
                  ofPerson.give(person);
                  ofPanel.give(panel.id());
                });
    panel.state().whenNewer(seen, newer);
    boolean scheduled = false;
    try {
      Future<?> deadline =
          scheduler.executor().schedule(newer, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      scheduled = true;
      return answered.whenComplete((any, failure) -> deadline.cancel(false));
    } finally {
      if (!scheduled) {
        newer.run();
      }
    }
  }

  private void take(String panel, String person) throws Refused {
    if (!ofPanel.take(panel)) {
      throw new Refused(
          Failure.TOO_MANY,
          "Too many requests are waiting for a change of these files. Try again.");
    }
    if (!ofPerson.take(person)) {
      ofPanel.give(panel);
      throw new Refused(
          Failure.TOO_MANY,
          "Too many of your requests are waiting for changes of files. Try again.");
    }
  }
}
