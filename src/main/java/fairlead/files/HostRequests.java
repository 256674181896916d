package fairlead.files;

import fairlead.concurrent.ConcurrencyLimiter;
import fairlead.concurrent.Managed;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.telemetry.Log;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs requests that wait for a host. Each has its own thread until its response is written,
 * because the server's pool also serves terminals and must not wait for hosts. The number per panel
 * and per person is limited; one more is refused at once.
 */
@ApplicationScoped
public class HostRequests {
  private static final Log LOG = Log.of(HostRequests.class);

  private ThreadFactory threads;
  private ConcurrencyLimiter ofPanel;
  private ConcurrencyLimiter ofPerson;

  /** For the CDI container. */
  protected HostRequests() {}

  @Inject
  HostRequests(FilesSettings settings, @Managed ThreadFactory threads) {
    this.threads = threads;
    ofPanel = new ConcurrencyLimiter(settings.requests());
    ofPerson = new ConcurrencyLimiter(settings.requestsPerPerson());
  }

  /** The work that waits for a host. */
  interface Work {
    /** Does the work and returns the response. */
    Object done() throws Exception;
  }

  /** Does the work on a new thread and then answers the request. */
  void answer(FilePanel panel, AsyncResponse response, Work work) throws Refused {
    answer(panel, response, work, () -> {});
  }

  /**
   * Does the work on a new thread and then answers the request.
   *
   * @param answered run when the answer was sent or the client is gone; not if this method throws
   */
  void answer(FilePanel panel, AsyncResponse response, Work work, Runnable answered)
      throws Refused {
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

  /** Does the work of a transfer, which ends with its response. Transfers have their own limit. */
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
    // No timeout: by default the server would answer after 30 seconds.
    response.setTimeout(0, TimeUnit.SECONDS);
    Runnable answering =
        () -> {
          try {
            resume(response, work);
          } finally {
            end.run();
          }
        };
    threads.newThread(Context.current().wrap(answering)).start();
  }

  private static void resume(AsyncResponse response, Work work) {
    Object result;
    try {
      result = work.done();
    } catch (Exception e) {
      response.resume(e);
      return;
    } catch (Error e) {
      // Without a timeout nothing else would end this request.
      response.resume(e);
      throw e;
    }
    try {
      response.resume(result);
    } catch (RuntimeException e) {
      // The response was aborted, so it cannot carry an error message.
      LOG.log(Level.DEBUG, "A response was aborted", e);
    }
  }

  private static void take(ConcurrencyLimiter limiter, String key) throws Refused {
    if (!limiter.take(key)) {
      throw new Refused(
          Failure.TOO_MANY, "The host has not answered your earlier requests yet. Wait a moment.");
    }
  }
}
