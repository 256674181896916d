package fairlead.ssh.jsch;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import fairlead.ssh.Exit;
import fairlead.ssh.HostText;
import fairlead.ssh.Shell;
import fairlead.ssh.ShellOutput;
import fairlead.ssh.Size;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.OptionalDouble;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A shell in a JSch channel, the only channel of its session. */
final class JschShell implements Shell {
  private static final Log LOG = Log.of(JschShell.class);

  // The exit status may come after the last output (RFC 4254 §6.10), but a host may also send none:
  // this is the longest wait for it.
  private static final long STATUS_WAIT_NANOS = 2_000_000_000L;
  private static final long STATUS_POLL_MILLIS = 5;

  /** Bytes of a window adjustment; its packet is as large as a key's. */
  private static final int ADJUSTMENT = 9;

  private final String host;
  private final Session session;
  private final ChannelShell channel;
  private final SessionSocketFactory sockets;
  private final ShellOutput output;
  private final ScheduledExecutorService scheduler;
  private final ThreadFactory threads;
  private final AtomicBoolean measuring = new AtomicBoolean();
  private final AtomicBoolean outputOver = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile LocalWindow window;

  /** Null while idle: once used, JSch's stream keeps a buffer of 32 KiB. */
  private volatile OutputStream input;

  JschShell(
      String host,
      Session session,
      ChannelShell channel,
      SessionSocketFactory sockets,
      ShellOutput output,
      ScheduledExecutorService scheduler,
      ThreadFactory threads) {
    this.host = host;
    this.session = session;
    this.channel = channel;
    this.sockets = sockets;
    this.output = output;
    this.scheduler = scheduler;
    this.threads = threads;
  }

  /**
   * Starts the shell; output may come before this returns.
   *
   * @param windowSize bytes that the host may send at once
   */
  void start(int windowSize, int timeoutMillis) throws JSchException, IOException {
    window = new LocalWindow(session, channel, windowSize, output::room, new FromHost());
    channel.connect(timeoutMillis);
    sockets.whenSilent(() -> input = null);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    OutputStream to = input;
    if (to == null) {
      to = channel.getOutputStream();
      input = to;
    }
    sockets.wrote(length);
    to.write(buffer, offset, length);
    to.flush();
  }

  @Override
  public boolean takes(int length) {
    return takesPacket(length) && JschInternals.remoteWindow(channel) >= length;
  }

  private boolean takesPacket(int length) {
    return sockets.takes(length) && !JschInternals.inKeyExchange(session);
  }

  @Override
  public void resize(Size size) {
    channel.setPtySize(size.columns(), size.rows(), 0, 0);
  }

  @Override
  public void resumeOutput() {
    int more = window.claim();
    if (more > 0 && takesPacket(ADJUSTMENT)) {
      openWindow(more);
    } else if (more > 0) {
      boolean begun = false;
      try {
        threads.newThread(() -> openWindow(more)).start();
        begun = true;
      } finally {
        if (!begun) {
          window.unclaim(more);
        }
      }
    }
  }

  private void openWindow(int more) {
    try {
      sockets.wrote(ADJUSTMENT);
      window.open(more);
    } catch (IOException e) {
      // A broken session ends by itself.
      LOG.log(Level.DEBUG, "No window for " + host, e);
    }
  }

  @Override
  public OptionalDouble roundTripMillis() {
    return sockets.roundTripMillis();
  }

  @Override
  public void measureRoundTrip() {
    // Sending waits while the host reads nothing, and the caller must not wait. One waiting
    // measurement is enough, however often a browser asks. An idle terminal's keep-alive measures
    // too.
    if (!sockets.fresh() && measuring.compareAndSet(false, true)) {
      boolean begun = false;
      try {
        threads.newThread(this::keepAlive).start();
        begun = true;
      } finally {
        if (!begun) {
          measuring.set(false);
        }
      }
    }
  }

  private void keepAlive() {
    try {
      sockets.asked();
      session.sendKeepAliveMsg();
    } catch (Exception e) {
      // JSch declares Exception. A broken session ends by itself.
      LOG.log(Level.DEBUG, "No round trip to " + host, e);
    } finally {
      measuring.set(false);
    }
  }

  /** Breaks the connection first: a polite disconnect would wait for a host that reads nothing. */
  @Override
  public void close() {
    try {
      sockets.abort();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Closing the connection to " + host, e);
    }
    session.disconnect();
  }

  /**
   * Called by JSch when no output will follow: at EOF, at the channel's close, or when the session
   * broke.
   */
  private void outputOver() {
    if (outputOver.compareAndSet(false, true)) {
      awaitStatus(System.nanoTime() + STATUS_WAIT_NANOS);
    }
  }

  /** The session's thread receives the status, so another thread polls for it. */
  private void awaitStatus(long until) {
    Runnable look =
        () -> {
          boolean known = channel.getExitStatus() >= 0 || channel.getExitSignal() != null;
          if (known || !session.isConnected() || System.nanoTime() > until) {
            end();
          } else {
            awaitStatus(until);
          }
        };
    try {
      Future<?> unused = scheduler.schedule(look, STATUS_POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server is stopping, so there is no later poll.
      end();
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      output.ended(exit());
      close();
    }
  }

  private Exit exit() {
    String signal = channel.getExitSignal();
    if (signal != null && !signal.isEmpty()) {
      return new Exit.Signal(HostText.shown(signal, 32));
    }
    int status = channel.getExitStatus();
    if (status >= 0) {
      return new Exit.Status(status);
    }
    return new Exit.Lost("The connection to " + host + " was lost.");
  }

  /** Takes the host's output on the session's thread, which must not wait here. */
  private final class FromHost extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      output.bytes(buffer, offset, length);
    }

    @Override
    public void close() {
      outputOver();
    }
  }
}
