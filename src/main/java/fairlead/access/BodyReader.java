package fairlead.access;

import fairlead.failure.BrokenBody;
import fairlead.failure.Failure;
import fairlead.telemetry.Log;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Collects a body as it arrives, then dispatches the request again with the whole body, or refuses
 * it.
 *
 * <p>The server calls a read listener with the request data of the thread that set the listener, as
 * they are at the time of the call; by then that thread usually serves another request. So one new
 * thread sets the listener, and another one dispatches.
 */
final class BodyReader implements ReadListener, AsyncListener {
  static final String TOO_LARGE = "The request is too large.";

  private static final Log LOG = Log.of(BodyReader.class);
  private static final int BUFFER = 4096;

  private final ServletInputStream in;
  private final int limit;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ThreadFactory threads;
  private final AccessMetrics metrics;
  private final Answers answers;
  private final Client client;
  private final Runnable over;
  private final String path;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicBoolean decided = new AtomicBoolean();
  private AsyncContext async;

  /** Whether a thread was missing. */
  private volatile boolean busy;

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param limit bytes, at most
   * @param threads that have served no request
   * @param over run once, when the body has arrived or the request has failed
   */
  BodyReader(
      ServletInputStream in,
      int limit,
      HttpServletRequest request,
      HttpServletResponse response,
      ThreadFactory threads,
      AccessMetrics metrics,
      Answers answers,
      Client client,
      Runnable over) {
    this.in = in;
    this.limit = limit;
    this.request = request;
    this.response = response;
    this.threads = threads;
    this.metrics = metrics;
    this.answers = answers;
    this.client = client;
    this.over = over;
    // Given explicitly: otherwise the server would decode the URI twice. BodiedRequest keeps the
    // query.
    path = encoded(AccessZone.path(request));
  }

  /**
   * Begins to read, without waiting for the body.
   *
   * @param patience how long to wait for the server to accept the listener
   */
  void begin(AsyncContext waiting, Duration patience) throws IOException {
    async = waiting;
    async.addListener(this);
    Thread thread = threads.newThread(() -> in.setReadListener(this));
    thread.start();
    try {
      // The AsyncContext's timeout starts only when this thread has returned to the server.
      thread.join(patience.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException notFromTheServer) {
      throw new IllegalArgumentException(notFromTheServer);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (in.isReady()) {
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      if (bytes.size() + count > limit) {
        // The server passes it to onError and calls the listener no more.
        throw new TooLarge();
      }
      bytes.write(buffer, 0, count);
    }
  }

  @Override
  public void onAllDataRead() {
    start(this::dispatch);
  }

  @Override
  public void onError(Throwable failure) {
    // The client disconnected, sent too much, or sent a malformed body.
    LOG.log(Level.DEBUG, "A body did not arrive", failure);
    if (failure instanceof TooLarge) {
      start(() -> refuse(Failure.TOO_LARGE, TOO_LARGE));
    } else if (failure instanceof IOException) {
      BrokenBody broken = BrokenBody.of(failure);
      start(() -> refuse(broken.failure(), broken.getMessage()));
    } else {
      busy = true;
    }
  }

  /**
   * Goes on with a thread of its own, which decides: if it cannot be created, the request stays
   * undecided until its timeout.
   */
  private void start(Runnable work) {
    boolean started = false;
    try {
      threads.newThread(work).start();
      started = true;
    } finally {
      busy |= !started;
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (busy) {
      refuse(Failure.BUSY, Failure.BUSY.sentence());
    } else {
      refuse(Failure.TOO_SLOW, BrokenBody.TOO_SLOW);
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    decide();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    decide();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The code that serves the request has gone asynchronous itself.
  }

  private void dispatch() {
    if (decide()) {
      unlessGone(() -> async.dispatch(path));
    }
  }

  private void refuse(Failure failure, String message) {
    if (decide()) {
      metrics.refused(failure.status());
      unlessGone(() -> write(failure.status(), message));
      unlessGone(async::complete);
    }
  }

  private void write(int status, String message) {
    try {
      response.setHeader("Connection", "close");
      answers.write(
          request,
          response,
          client,
          (held, answer) -> ErrorPage.write(held, answer, status, message));
    } catch (IOException | ServletException gone) {
      LOG.log(Level.DEBUG, "A refusal could not be sent", gone);
    }
  }

  /** The server has ended the request itself if the connection broke at this moment. */
  private static void unlessGone(Runnable step) {
    try {
      step.run();
    } catch (IllegalStateException gone) {
      LOG.log(Level.DEBUG, "The request has ended already", gone);
    }
  }

  /** Ends the wait for the body; true for the first call only. */
  boolean decide() {
    boolean first = decided.compareAndSet(false, true);
    if (first) {
      over.run();
    }
    return first;
  }
}
