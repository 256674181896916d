package fairlead.ssh.jsch;

import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.Logger;
import fairlead.ssh.ConnectProgress;
import fairlead.ssh.Destination;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import fairlead.ssh.dial.Dialer;
import fairlead.ssh.dial.SocketGuard;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The phases of opening one connection, and the deadline of each. A missed deadline closes the
 * socket, which ends JSch's wait; before there is a socket, it interrupts the dialling thread. No
 * deadline runs while the person is asked.
 */
public final class ConnectDeadlines implements Logger, SocketGuard, AutoCloseable {
  private enum Wait {
    CONNECT,
    BANNER,
    EXCHANGE,
    AUTHENTICATION,
    CHANNEL
  }

  private final Destination destination;
  private final Dialer dialer;
  private final SshSettings settings;
  private final Prompter prompter;
  private final ConnectProgress progress;
  private final ConnectNotes notes;
  private final ScheduledExecutorService scheduler;
  private volatile boolean open = true;
  private Wait wait = Wait.CONNECT;
  private Wait missed;
  private boolean abandoned;
  private Future<?> deadline;
  private Thread dialling;
  private boolean interrupted;
  private Socket socket;
  private SshException failure;

  /**
   * @param messages of all hosts on the route
   */
  ConnectDeadlines(
      Destination destination,
      Dialer dialer,
      SshSettings settings,
      Prompter prompter,
      ConnectProgress progress,
      HostMessages messages,
      ScheduledExecutorService scheduler) {
    this.destination = destination;
    this.dialer = dialer;
    this.settings = settings;
    this.prompter = prompter;
    this.progress = progress;
    notes = new ConnectNotes(destination, progress, messages);
    this.scheduler = scheduler;
  }

  /** Connects to the host with the dialer. */
  Socket dial() throws IOException {
    progress.phase(Phase.CONNECT);
    // One second longer than the dialer's own limit, because the dialer knows better what failed.
    enter(Wait.CONNECT, settings.connectTimeout().plusSeconds(1));
    Socket dialled;
    try {
      beginToDial();
      dialled = dialer.dial(this);
    } catch (SshException e) {
      fail(e);
      throw new IOException(e.getMessage(), e);
    } finally {
      endToDial();
    }
    enter(Wait.BANNER, settings.bannerTimeout());
    return dialled;
  }

  private synchronized void beginToDial() throws IOException {
    stillWanted();
    dialling = Thread.currentThread();
  }

  private synchronized void endToDial() {
    dialling = null;
    if (interrupted) {
      // Clear the interrupt, which was meant for this dialling only.
      Thread.interrupted();
    }
  }

  @Override
  public synchronized void use(Socket another) throws IOException {
    try {
      stillWanted();
    } catch (IOException e) {
      another.close();
      throw e;
    }
    dialling = null;
    socket = another;
  }

  private void stillWanted() throws IOException {
    if (abandoned || missed != null) {
      throw new IOException("The opening was cancelled or timed out");
    }
  }

  void channel() {
    progress.phase(Phase.SHELL);
    enter(Wait.CHANNEL, settings.channelTimeout());
  }

  /** Asks the person; no deadline runs meanwhile, and the phase's deadline then starts anew. */
  char[][] ask(Prompt prompt) throws SshException {
    Wait before;
    synchronized (this) {
      before = wait;
      stop();
    }
    try {
      return prompter.ask(prompt);
    } catch (SshException e) {
      fail(e);
      throw e;
    } finally {
      enter(
          before,
          before == Wait.EXCHANGE ? settings.exchangeTimeout() : settings.authenticationTimeout());
    }
  }

  /** Takes bytes that the host sent; fails when they cannot come from an SSH server. */
  void heard(byte[] bytes, int offset, int count) throws IOException {
    Greeting greeting = notes.greeting();
    greeting.heard(bytes, offset, count);
    if (greeting.endless()) {
      fail(
          new SshException(
              SshException.Reason.PROTOCOL,
              destination.name()
                  + " sends text without an end where an SSH server sends its greeting. Check"
                  + " that an SSH server answers at "
                  + destination.address()
                  + ":"
                  + destination.port()
                  + "."));
      throw new IOException("The SSH greeting is too long");
    }
  }

  /** What was learned about the connection so far. */
  ConnectNotes notes() {
    return notes;
  }

  synchronized boolean authenticating() {
    return wait == Wait.AUTHENTICATION;
  }

  /**
   * Says that the host closed the connection, as the rest of a sentence that begins with its name.
   */
  synchronized String ended() {
    return switch (wait) {
      case CONNECT, BANNER ->
          "closed the connection without an SSH greeting. Check that an SSH server is"
              + " running there and that it does not have too many connections.";
      case EXCHANGE -> "closed the connection during the key exchange.";
      case AUTHENTICATION, CHANNEL -> "accepted the login and then closed the connection.";
    };
  }

  /** Records why this opening fails, for causes that JSch would hide. The first call counts. */
  synchronized void fail(SshException reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  /**
   * The missed deadline, otherwise the recorded failure; null when only JSch's exception tells why.
   */
  synchronized SshException failure() {
    if (missed == null) {
      return failure;
    }
    SshException.Reason reason =
        switch (missed) {
          case CONNECT -> SshException.Reason.CONNECT_TIMEOUT;
          case BANNER -> SshException.Reason.BANNER_TIMEOUT;
          case EXCHANGE -> SshException.Reason.EXCHANGE_TIMEOUT;
          case AUTHENTICATION -> SshException.Reason.AUTHENTICATION_TIMEOUT;
          case CHANNEL -> SshException.Reason.CHANNEL;
        };
    String what =
        switch (missed) {
          case CONNECT -> "the connection";
          case BANNER -> "its SSH greeting";
          case EXCHANGE -> "the key exchange";
          case AUTHENTICATION -> "the authentication";
          case CHANNEL -> "the opening of a shell or of files";
        };
    return new SshException(
        reason,
        destination.name()
            + " did not finish "
            + what
            + " in time. Check that an SSH server answers at "
            + destination.address()
            + ":"
            + destination.port()
            + ".");
  }

  @Override
  public boolean isEnabled(int level) {
    return level == INFO;
  }

  /** Follows the phases: JSch reports the end of a phase only in its log. */
  @Override
  public void log(int level, String message) {
    if (JschMessages.greeted(message)) {
      progress.phase(Phase.EXCHANGE);
      enter(Wait.EXCHANGE, settings.exchangeTimeout());
    } else if (JschMessages.exchanged(message)) {
      authenticate();
    } else {
      notes.offer().log(message);
    }
  }

  /** After the login, JSch reports why a session ended only here, on the session's thread. */
  @Override
  public void log(int level, String message, Throwable cause) {
    if (cause instanceof JSchSessionDisconnectException told && open) {
      notes.explains(told.getDescription());
    } else {
      log(level, message);
    }
  }

  private void authenticate() {
    synchronized (this) {
      if (wait != Wait.EXCHANGE) {
        // A later exchange of keys (RFC 4253 §9), long after opening.
        return;
      }
    }
    progress.phase(Phase.AUTHENTICATE);
    enter(Wait.AUTHENTICATION, settings.authenticationTimeout());
  }

  private synchronized void enter(Wait next, Duration limit) {
    stop();
    wait = next;
    deadline = scheduler.schedule(() -> miss(next), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void miss(Wait late) {
    if (wait == late && deadline != null) {
      missed = late;
      end();
    }
  }

  /** Cancels the opening, because the person has left. */
  synchronized void abandon() {
    abandoned = true;
    fail(
        new SshException(
            SshException.Reason.CANCELLED,
            "Opening a terminal on " + destination.name() + " was cancelled."));
    end();
  }

  /** Ends the current wait. */
  private synchronized void end() {
    if (dialling != null) {
      interrupted = true;
      dialling.interrupt();
    }
    closeSocket();
  }

  private synchronized void stop() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  synchronized void closeSocket() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        fail(
            new SshException(
                SshException.Reason.UNREACHABLE, "The socket could not be closed.", e));
      }
    }
  }

  /** Whether the opening is still under way. */
  boolean open() {
    return open;
  }

  /** Ends the opening and its deadline. */
  @Override
  public void close() {
    open = false;
    stop();
  }
}
