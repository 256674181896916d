package fairlead.terminal;

import fairlead.answers.ServerConnection;
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

  /** A read that has been handled for longer may hold up sends. */
  private static final long READ_NANOS = 10_000_000L;

  private final Session session;
  private final ServerConnection connection;
  private final ClosingSockets closing;
  private final SocketReads reads;
  private final ThreadFactory threads;
  private final RemoteEndpoint.Async remote;

  /**
   * @param reads what handles the socket's reads
   * @param sendTimeout maximum time to send one frame
   * @param threads for calls that may block; not Liberty's pool
   */
  SessionWire(
      Session session,
      ServerConnection connection,
      ClosingSockets closing,
      SocketReads reads,
      Duration sendTimeout,
      ThreadFactory threads) {
    this.session = session;
    this.connection = connection;
    this.closing = closing;
    this.reads = reads;
    this.threads = threads;
    // Kept for the session's life: each getAsyncRemote() creates a new object.
    remote = session.getAsyncRemote();
    remote.setSendTimeout(sendTimeout.toMillis());
  }

  @Override
  public void text(String text, Consumer<Throwable> sent) {
    send(() -> remote.sendText(text, result -> sent.accept(result.getException())), sent);
  }

  @Override
  public void binary(byte[] bytes, Consumer<Throwable> sent) {
    send(
        () ->
            remote.sendBinary(ByteBuffer.wrap(bytes), result -> sent.accept(result.getException())),
        sent);
  }

  /**
   * Sends on a new thread while a read takes long: Liberty may be writing a pong to a peer that
   * reads nothing, and even an asynchronous send waits for the end of that.
   */
  private void send(Runnable work, Consumer<Throwable> sent) {
    Runnable sending =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // The session was closed meanwhile.
            sent.accept(e);
          }
        };
    if (reads.nanos(System.nanoTime()) > READ_NANOS) {
      startOrRun(sending);
    } else {
      sending.run();
    }
  }

  /**
   * Closes on a new thread, because closing blocks until a thread of Liberty's pool has ended the
   * current read. On the pool's own threads, a few hundred terminals that end together would block
   * all of them for seconds, and no message would be read meanwhile.
   */
  @Override
  public void close(CloseReason reason) {
    closing.add(connection);
    startOrRun(() -> closeNow(reason));
  }

  @Override
  public void cut() {
    ClosingSockets.cut(connection);
  }

  private void startOrRun(Runnable work) {
    try {
      threads.newThread(work).start();
    } catch (IllegalStateException | OutOfMemoryError e) {
      // The application is stopping, or the system has no thread left.
      work.run();
    }
  }

  private void closeNow(CloseReason reason) {
    try {
      session.close(reason);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The client disconnected before the close frame", e);
    }
  }
}
