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
 * A Jakarta WebSocket session, written to asynchronously only: a blocking send has no timeout in
 * Liberty, so that a browser that stops reading would hold a server thread for good.
 */
final class SessionWire implements Wire {
  private static final Log LOG = Log.of(SessionWire.class);

  private final Session session;
  private final ThreadFactory threads;
  private final RemoteEndpoint.Async remote;

  /**
   * @param sendTimeout how long one frame may take to leave
   * @param threads for what may wait, none of them of Liberty's pool
   */
  SessionWire(Session session, Duration sendTimeout, ThreadFactory threads) {
    this.session = session;
    this.threads = threads;
    // One object for the session's life: each getAsyncRemote() makes another.
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
   * On a thread of its own: closing waits until a thread of Liberty's pool has ended the read that
   * is under way. Were the pool's threads to wait for that, a few hundred terminals that end
   * together would hold them all for seconds, and nobody else's message would be read.
   */
  @Override
  public void close(CloseReason reason) {
    Thread closing;
    try {
      closing = threads.newThread(() -> closeNow(reason));
    } catch (IllegalStateException e) {
      // The application is going away, and makes no threads any more.
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
