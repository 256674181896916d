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
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a body as it comes; the request is dispatched again with all of it, or refused. */
final class BodyReader implements ReadListener, AsyncListener {
  static final String TOO_LARGE = "The request is too large.";

  private static final Log LOG = Log.of(BodyReader.class);
  private static final int BUFFER = 4096;

  private final ServletInputStream in;
  private final int limit;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Runnable over;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicBoolean decided = new AtomicBoolean();
  private AsyncContext async;

  /**
   * @param limit bytes, at most
   * @param over run once, when nothing more is awaited
   */
  BodyReader(
      ServletInputStream in,
      int limit,
      HttpServletRequest request,
      HttpServletResponse response,
      Runnable over) {
    this.in = in;
    this.limit = limit;
    this.request = request;
    this.response = response;
    this.over = over;
  }

  BodyReader resuming(AsyncContext waiting) {
    async = waiting;
    return this;
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
        refuse(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
        return;
      }
      bytes.write(buffer, 0, count);
    }
  }

  @Override
  public void onAllDataRead() {
    if (decide()) {
      async.dispatch();
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The client went away, or sent what is no body.
    LOG.log(Level.DEBUG, "A body did not arrive", failure);
    if (decide()) {
      async.complete();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    refuse(HttpServletResponse.SC_REQUEST_TIMEOUT, "The request was sent too slowly.");
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

  private void refuse(int status, String message) throws IOException {
    if (decide()) {
      response.setHeader("Connection", "close");
      Failures.write(request, response, status, message);
      async.complete();
    }
  }

  private boolean decide() {
    boolean first = decided.compareAndSet(false, true);
    if (first) {
      over.run();
    }
    return first;
  }
}
