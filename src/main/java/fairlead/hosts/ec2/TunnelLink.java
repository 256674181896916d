package fairlead.hosts.ec2;

import fairlead.ssh.Link;
import fairlead.ssh.dial.BoundedPipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A byte stream over a WebSocket's binary messages. The next message is requested only after the
 * previous one is in the pipe, so that a stalled reader also stops the sender. Each write waits
 * until the system has taken it.
 */
final class TunnelLink implements Link {
  /** Most unread bytes. */
  private static final int WAITING = 256 * 1024;

  /** Most bytes of one message; AWS's client stays below 65,000. */
  private static final int MESSAGE = 32 * 1024;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Duration writeTimeout;
  private final BoundedPipe input = new BoundedPipe(WAITING);
  private volatile WebSocket socket;
  private volatile boolean closed;
  private volatile String reason = "";

  /**
   * @param writeTimeout time after which a write that was not taken fails
   */
  TunnelLink(Duration writeTimeout) {
    this.writeTimeout = writeTimeout;
  }

  WebSocket.Listener listener() {
    return new Messages();
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return new Writer();
  }

  @Override
  public void timeout(int millis) {
    input.timeout(millis);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the reply to the close is not needed
  public void close() {
    closed = true;
    input.close();
    WebSocket open = socket;
    if (open != null) {
      open.sendClose(WebSocket.NORMAL_CLOSURE, "")
          .orTimeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete((said, failure) -> open.abort());
    }
  }

  /** Takes what AWS sends. */
  private final class Messages implements WebSocket.Listener {
    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      if (closed) {
        opened.abort();
      } else {
        opened.request(1);
      }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      try {
        // Waits while the pipe is full. The thread belongs to this HTTP client only.
        input.put(bytes, 0, bytes.length);
        from.request(1);
      } catch (IOException closed) {
        from.abort();
      }
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      // A tunnel carries binary messages only.
      reason = "it sent text";
      input.end();
      from.abort();
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String text) {
      reason = "code " + code;
      input.end();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      reason = "the connection broke";
      input.end();
    }
  }

  /** Sends bytes as binary messages. */
  private final class Writer extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      for (int sent = 0; sent < length; sent += MESSAGE) {
        int some = Math.min(MESSAGE, length - sent);
        await(socket.sendBinary(ByteBuffer.wrap(bytes, offset + sent, some), true));
      }
    }

    private void await(CompletableFuture<WebSocket> sent) throws IOException {
      try {
        sent.get(writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        TunnelLink.this.close();
        throw new IOException("The tunnel no longer accepts data", e);
      } catch (ExecutionException e) {
        throw new IOException("The tunnel was closed" + (reason.isEmpty() ? "" : ": " + reason), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
  }
}
