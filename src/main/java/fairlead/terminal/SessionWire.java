package fairlead.terminal;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A Jakarta WebSocket session, written to asynchronously only: a blocking send has no timeout in
 * Liberty, so that a browser that stops reading would hold a server thread for good.
 */
final class SessionWire implements Wire {
  private static final Logger LOG = System.getLogger(SessionWire.class.getName());

  private final Session session;
  private final RemoteEndpoint.Async remote;

  /**
   * @param sendTimeout how long one frame may take to leave
   */
  SessionWire(Session session, Duration sendTimeout) {
    this.session = session;
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

  @Override
  public void close(CloseReason reason) {
    try {
      session.close(reason);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The peer was gone before the close frame", e);
    }
  }
}
