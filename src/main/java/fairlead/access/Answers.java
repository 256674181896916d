package fairlead.access;

import fairlead.answers.AnswerLimit;
import fairlead.answers.ServerConnection;
import fairlead.concurrent.Managed;
import fairlead.telemetry.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;

/**
 * Writes answers so that clients that do not read them hold few threads of the server's pool. Open
 * Liberty waits in each write, also in that of a {@code WriteListener}. The buffers of a connection
 * take small answers at once, unless the client has not read many before: they are written by the
 * thread that made them, a few at a time. Large ones are written by threads of their own. Beyond
 * the limits the connection is cut: a refusal would have to wait, too.
 */
@ApplicationScoped
public class Answers {
  /** The first bytes of a connection that TCP takes without an acknowledgement: 10 segments. */
  private static final int LARGE = 14_600;

  /**
   * Small answers that may be written at once to people, and as many to others. {@code coreThreads}
   * in {@code fairlead.xml} is more than both.
   */
  private static final int OVERALL = 16;

  private static final Log LOG = Log.of(Answers.class);

  /** Makes the answer to a request. */
  interface Work {
    void answer(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  private AccessMetrics metrics;
  private ThreadFactory threads;
  private AnswerLimit ofPeople;
  private AnswerLimit ofAddresses;
  private AnswerLimit large;

  /** For the CDI container. */
  protected Answers() {}

  @Inject
  Answers(AnswerSettings settings, AccessMetrics metrics, @Managed ThreadFactory threads) {
    this.metrics = metrics;
    this.threads = threads;
    ofPeople = new AnswerLimit(settings.answers(), OVERALL);
    ofAddresses = new AnswerLimit(settings.answers(), OVERALL);
    large = new AnswerLimit(settings.largeAnswers(), settings.largeAnswersOverall());
  }

  /**
   * Collects the answer that the work makes, and writes it. If the work goes on asynchronously, it
   * writes its answer itself, on threads of its own.
   */
  void write(HttpServletRequest request, HttpServletResponse response, Client client, Work work)
      throws IOException, ServletException {
    HeldAnswer held = new HeldAnswer(request, response);
    work.answer(new HeldRequest(request, held), held);
    if (held.released()) {
      return;
    }
    held.finish();
    if (held.size() > LARGE) {
      writeLarge(request, response, client, held);
    } else {
      writeSmall(request, client, held);
    }
  }

  /** Waits if the client has not read the answers before. */
  private void writeSmall(HttpServletRequest request, Client client, HeldAnswer held)
      throws IOException {
    AnswerLimit limit = client.signedIn() ? ofPeople : ofAddresses;
    if (!limit.begin(client.key())) {
      cut(request);
      return;
    }
    try {
      held.write();
    } finally {
      limit.end(client.key());
    }
  }

  private void writeLarge(
      HttpServletRequest request, HttpServletResponse response, Client client, HeldAnswer held)
      throws IOException {
    if (!large.begin(client.key())) {
      cut(request);
      return;
    }
    boolean begun = false;
    try {
      AsyncContext async = request.startAsync(request, response);
      // The server's writeTimeout ends it.
      async.setTimeout(0);
      threads.newThread(() -> writeLarge(async, client, held)).start();
      begun = true;
    } finally {
      if (!begun) {
        large.end(client.key());
      }
    }
  }

  private void writeLarge(AsyncContext async, Client client, HeldAnswer held) {
    try {
      held.write();
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "The client did not read an answer", gone);
    } finally {
      large.end(client.key());
      async.complete();
    }
  }

  private void cut(HttpServletRequest request) throws IOException {
    metrics.refused(429);
    ServerConnection.of(request).cut();
  }
}
