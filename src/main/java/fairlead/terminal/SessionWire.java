package fairlead.terminal;

import fairlead.telemetry.Log;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * A Jakarta WebSocket session. It only uses asynchronous sends: a blocking send has no timeout in
 * Liberty, so a browser that stops reading would block a server thread forever.
 */
final class SessionWire implements Wire {
  private static final Log LOG = Log.of(SessionWire.class);

  private final Session session;
  private final ThreadFactory threads;
  private final RemoteEndpoint.Async remote;

  /**
   * @param sendTimeout maximum time to send one frame
   * @param threads for calls that may block; not Liberty's pool
   */
  SessionWire(Session session, Duration sendTimeout, ThreadFactory threads) {
    this.session = session;
    this.threads = threads;
    // Kept for the session's life: each getAsyncRemote() creates a new object.
    remote = session.getAsyncRemote();
    remote.setSendTimeout(sendTimeout.toMillis());
  }

  @Override
  public void text(String text, Consumer<Throwable> sent) {
    try {
      remote.sendText(text, result -> sent.accept(result.getException()));
    } catch (RuntimeException e) {
      // The session was closed meanwhile.
      sent.accept(e);
    }
  }

  @Override
  public void binary(byte[] bytes, Consumer<Throwable> sent) {
    try {
      remote.sendBinary(ByteBuffer.wrap(bytes), result -> sent.accept(result.getException()));
    } catch (RuntimeException e) {
      sent.accept(e);
    }
  }

  /**
   * Closes on a new thread, because closing blocks until a thread of Liberty's pool has ended the
   * current read. On the pool's own threads, a few hundred terminals that end together would block
   * all of them for seconds, and no message would be read meanwhile.
   */
  @Override
  public void close(CloseReason reason) {
    Thread closing;
    try {
      closing = threads.newThread(() -> closeNow(reason));
    } catch (IllegalStateException e) {
      // The application is stopping and can no longer create threads.
      closeNow(reason);
      return;
    }
    closing.start();
  }

  private void closeNow(CloseReason reason) {
    try {
      session.close(reason);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The peer was gone before the close frame", e);
    }
  }
}
