package fairlead.access;

import fairlead.telemetry.Log;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
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
 * Keeps a body as it comes; the request is dispatched again with all of it, or refused.
 *
 * <p>The server calls a read listener with what belongs to the request that was set up last by the
 * thread that has set the listener: by then usually somebody else's request. So a thread of its own
 * sets it, and another one goes on with the request.
 */
final class BodyReader implements ReadListener, AsyncListener {
  static final String TOO_LARGE = "The request is too large.";

  private static final String BROKEN = "The body of the request cannot be read.";
  private static final Log LOG = Log.of(BodyReader.class);
  private static final int BUFFER = 4096;

  private final ServletInputStream in;
  private final int limit;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ThreadFactory threads;
  private final AccessMetrics metrics;
  private final Runnable over;
  private final String path;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicBoolean decided = new AtomicBoolean();
  private AsyncContext async;

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param limit bytes, at most
   * @param threads that have served no request
   * @param over run once, when nothing more is awaited
   */
  BodyReader(
      ServletInputStream in,
      int limit,
      HttpServletRequest request,
      HttpServletResponse response,
      ThreadFactory threads,
      AccessMetrics metrics,
      Runnable over) {
    this.in = in;
    this.limit = limit;
    this.request = request;
    this.response = response;
    this.threads = threads;
    this.metrics = metrics;
    this.over = over;
    // Without it, the server would decode the address that was sent twice. BodiedRequest has the
    // query.
    path = encoded(AccessZone.path(request));
  }

  /**
   * Begins to read, without waiting for the body.
   *
   * @param patience until the server has taken the listener, at most
   */
  void begin(AsyncContext waiting, Duration patience) throws IOException {
    async = waiting;
    async.addListener(this);
    Thread thread = threads.newThread(() -> in.setReadListener(this));
    thread.start();
    try {
      // The deadline, which would end the request, begins when the caller leaves the server.
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
        // Comes back as an error: the server is done with the listener then.
        throw new TooLarge();
      }
      bytes.write(buffer, 0, count);
    }
  }

  @Override
  public void onAllDataRead() {
    if (decide()) {
      threads.newThread(() -> async.dispatch(path)).start();
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The client went away, or sent too much or what is no body.
    LOG.log(Level.DEBUG, "A body did not arrive", failure);
    if (decide()) {
      threads
          .newThread(
              failure instanceof TooLarge
                  ? () -> refuse(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
                  : () -> refuse(HttpServletResponse.SC_BAD_REQUEST, BROKEN))
          .start();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (decide()) {
      refuse(HttpServletResponse.SC_REQUEST_TIMEOUT, "The request was sent too slowly.");
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
    // Something that serves the request waits itself now.
  }

  private void refuse(int status, String message) {
    metrics.refused(status);
    try {
      response.setHeader("Connection", "close");
      ErrorPage.write(request, response, status, message);
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "A refusal was not sent", gone);
    } finally {
      async.complete();
    }
  }

  /** Whether this call is the first: nothing more is awaited after it. */
  boolean decide() {
    boolean first = decided.compareAndSet(false, true);
    if (first) {
      over.run();
    }
    return first;
  }
}
