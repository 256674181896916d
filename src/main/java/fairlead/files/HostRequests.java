package fairlead.files;

import fairlead.access.ConcurrencyLimiter;
import fairlead.telemetry.Log;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Requests that wait for a host. Each has a thread of its own until its response is written: the
 * server's pool, which serves terminals too, waits for no host. As many wait as a panel and a
 * person may have; one more is refused at once.
 */
@ApplicationScoped
public class HostRequests {
  private static final Log LOG = Log.of(HostRequests.class);

  @Inject FilesSettings settings;

  @Resource(lookup = "java:app/concurrent/terminals")
  ThreadFactory threads;

  private ConcurrencyLimiter ofPanel;
  private ConcurrencyLimiter ofPerson;

  /** One that is in no container. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework then
  static HostRequests of(FilesSettings settings, ThreadFactory threads) {
    HostRequests requests = new HostRequests();
    requests.settings = settings;
    requests.threads = threads;
    requests.start();
    return requests;
  }

  @PostConstruct
  void start() {
    ofPanel = new ConcurrencyLimiter(settings.requests());
    ofPerson = new ConcurrencyLimiter(settings.requestsPerPerson());
  }

  /** What is asked of a host. */
  interface Work {
    /** Does it, and returns the response. */
    Object done() throws Exception;
  }

  /** Answers once the work is done. */
  void answer(FilePanel panel, AsyncResponse response, Work work) throws FilesRefused {
    answer(panel, response, work, () -> {});
  }

  /**
   * The same.
   *
   * @param answered run when the answer was sent or nobody takes it any more; not when this refuses
   */
  void answer(FilePanel panel, AsyncResponse response, Work work, Runnable answered)
      throws FilesRefused {
    String id = panel.id();
    String person = panel.person().name();
    boolean begun = false;
    take(ofPanel, id);
    try {
      take(ofPerson, person);
      try {
        Runnable end =
            () -> {
              answered.run();
              ofPerson.give(person);
              ofPanel.give(id);
            };
        start(response, work, end);
        begun = true;
      } finally {
        if (!begun) {
          ofPerson.give(person);
        }
      }
    } finally {
      if (!begun) {
        ofPanel.give(id);
      }
    }
  }

  /** The same for a transfer, which ends with its response; these have a limit of their own. */
  void move(FilePanel panel, Transfer transfer, AsyncResponse response, Work work) {
    boolean begun = false;
    try {
      start(response, work, () -> panel.end(transfer));
      begun = true;
    } finally {
      if (!begun) {
        panel.end(transfer);
      }
    }
  }

  private void start(AsyncResponse response, Work work, Runnable end) {
    // The server would answer by itself after half a minute.
    response.setTimeout(0, TimeUnit.SECONDS);
    threads
        .newThread(
            () -> {
              try {
                resume(response, work);
              } finally {
                end.run();
              }
            })
        .start();
  }

  private static void resume(AsyncResponse response, Work work) {
    Object result;
    try {
      result = work.done();
    } catch (Exception e) {
      response.resume(e);
      return;
    } catch (Error e) {
      // Nobody else ends a request that waits without a limit.
      response.resume(e);
      throw e;
    }
    try {
      response.resume(result);
    } catch (RuntimeException e) {
      // What was sent is broken off; there is nobody left to tell.
      LOG.log(Level.DEBUG, "A response was aborted", e);
    }
  }

  private static void take(ConcurrencyLimiter limiter, String key) throws FilesRefused {
    if (!limiter.take(key)) {
      throw new FilesRefused(
          429, "The host has not answered your earlier requests yet. Wait a moment.");
    }
  }
}
