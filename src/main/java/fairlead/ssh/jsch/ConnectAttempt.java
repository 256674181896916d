package fairlead.ssh.jsch;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.Destination;
import fairlead.ssh.Login;
import fairlead.ssh.LoginAttempt;
import fairlead.ssh.Prompter;
import fairlead.ssh.Route;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import fairlead.ssh.dial.Addresses;
import fairlead.ssh.dial.Dialer;
import fairlead.ssh.dial.DirectDialer;
import fairlead.ssh.dial.TunnelDialer;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * One attempt to connect to one host, through its hops, for one person, who may leave meanwhile.
 */
final class ConnectAttempt implements AutoCloseable {
  private static final Log LOG = Log.of(ConnectAttempt.class);

  private final Connector connector;
  private final ConnectRequest request;
  private final Runnable quiet;
  private final Runnable leaving = this::leave;
  private final HopAnswers answers = new HopAnswers();
  private final HostMessages messages = new HostMessages();
  private ConnectDeadlines current;
  private boolean left;

  ConnectAttempt(Connector connector, ConnectRequest request, Runnable quiet) {
    this.connector = connector;
    this.request = request;
    this.quiet = quiet;
    request.interaction().cancellation().onCancel(leaving);
  }

  /**
   * Connects and authenticates.
   *
   * @return a session; the caller closes its {@link HostSession#opening} once its purpose has begun
   */
  HostSession connect(ConnectTrace trace) throws SshException {
    return connect(request.destination(), trace, quiet);
  }

  private HostSession connect(Destination destination, ConnectTrace trace, Runnable quiet)
      throws SshException {
    int tries = destination.logins().stream().mapToInt(Login::tries).max().orElse(1);
    for (int tried = 1; ; tried++) {
      // A failure at a hop is not retried here: this loop is for refused logins of this host only.
      Dialer dialer = way(destination, trace);
      try {
        return connect(destination, dialer, opening(destination, dialer, trace), tried, quiet);
      } catch (SshException e) {
        if (e.reason() != SshException.Reason.AUTHENTICATION_REFUSED || tried >= tries) {
          throw isHop(destination) ? atHop(destination, e) : e;
        }
      }
    }
  }

  private boolean isHop(Destination destination) {
    return !destination.equals(request.destination());
  }

  private static SshException atHop(Destination hop, SshException e) {
    return new SshException(
        e.reason(), "At the jump host " + hop.name() + ": " + e.getMessage(), e);
  }

  /** The logins that still allow this try, counted from 1. */
  private static List<Login> logins(Destination destination, int tried) {
    return destination.logins().stream().filter(login -> login.tries() >= tried).toList();
  }

  private Dialer way(Destination destination, ConnectTrace trace) throws SshException {
    SshSettings settings = connector.settings();
    Addresses addresses =
        new Addresses(connector.resolver(), request.addresses(), settings.connectTimeout());
    Route route = destination.route();
    if (route instanceof Route.Through through) {
      HostSession hop = hop(through.hop(), trace);
      return new JumpHostDialer(
          destination, hop, through.hopResolves(), addresses, settings.window());
    }
    if (route instanceof Route.Tunnelled tunnelled) {
      return new TunnelDialer(
          destination, tunnelled.tunnel(), addresses, settings.connectTimeout());
    }
    return new DirectDialer(destination, addresses, settings.connectTimeout());
  }

  private HostSession hop(Destination hop, ConnectTrace whole) throws SshException {
    ConnectTrace trace = whole.hop(hop);
    SshException.Reason error = SshException.Reason.PROTOCOL;
    try {
      HostSession connected = connect(hop, trace, () -> {});
      connected.opening().close();
      error = null;
      return connected;
    } catch (SshException e) {
      error = e.reason();
      throw e;
    } finally {
      trace.end(error);
    }
  }

  private ConnectDeadlines opening(Destination destination, Dialer dialer, ConnectTrace trace) {
    Prompter person = isHop(destination) ? answers.at(destination, trace) : trace;
    ConnectDeadlines deadlines =
        new ConnectDeadlines(
            destination,
            dialer,
            connector.settings(),
            person,
            trace,
            messages,
            connector.scheduler());
    synchronized (this) {
      current = deadlines;
      if (left) {
        deadlines.abandon();
      }
    }
    return deadlines;
  }

  private HostSession connect(
      Destination destination, Dialer dialer, ConnectDeadlines deadlines, int tried, Runnable quiet)
      throws SshException {
    SessionSocketFactory sockets =
        new SessionSocketFactory(deadlines, quiet, connector.settings().gather());
    boolean hop = isHop(destination);
    boolean forwarding = !hop && request.agentForwarding() && destination.agentForwarding();
    JschLoginAttempt attempt =
        new JschLoginAttempt(
            destination, request.requester(), deadlines, connector, hop, forwarding);
    Session session = null;
    boolean authenticated = false;
    try {
      prepare(logins(destination, tried), attempt, deadlines);
      session = session(destination, deadlines, attempt);
      session.setSocketFactory(sockets);
      session.connect();
      // Set only now, because it limits each read, too; during the opening, ConnectDeadlines does
      // that.
      session.setServerAliveInterval((int) connector.settings().keepAliveInterval().toMillis());
      session.setServerAliveCountMax(connector.settings().keepAliveCount());
      if (forwarding) {
        session.setIdentityRepository(AgentKeys.forwarded(connector));
      }
      authenticated = true;
      return new HostSession(destination, session, sockets, deadlines, forwarding);
    } catch (JSchException | RuntimeException e) {
      throw Diagnosis.of(destination, deadlines, e);
    } finally {
      attempt.forget();
      if (!authenticated) {
        deadlines.close();
        deadlines.closeSocket();
        if (session != null) {
          session.disconnect();
        }
        dialer.close();
      }
    }
  }

  /** Prepares the logins. One whose key cannot be used is skipped, as in ssh(1). */
  private static void prepare(List<Login> logins, LoginAttempt attempt, ConnectDeadlines deadlines)
      throws SshException {
    SshException last = null;
    for (Login login : logins) {
      try {
        login.prepare(attempt);
      } catch (SshException e) {
        if (e.reason() != SshException.Reason.KEY_FILE) {
          throw e;
        }
        LOG.log(Level.INFO, "{0}: {1}", attempt.host(), e.getMessage());
        deadlines.notes().unusable(e);
        last = e;
      }
    }
    if (last != null && deadlines.notes().unusable().size() == logins.size()) {
      throw logins.size() == 1
          ? last
          : new SshException(last.reason(), String.join("\n", deadlines.notes().unusable()), last);
    }
  }

  private Session session(
      Destination destination, ConnectDeadlines deadlines, JschLoginAttempt attempt)
      throws JSchException, SshException {
    Session session = attempt.session();
    session.setThreadFactory(connector.threads());
    if (destination.hasOwnIdentity()) {
      session.setHostKeyAlias(destination.identity());
    }
    HostKeys hostKeys = new HostKeys(destination, deadlines, connector.settings().knownHosts());
    session.setHostKeyRepository(hostKeys);
    session.setUserInfo(new Questions(destination, deadlines));
    session.setLogger(deadlines);
    Algorithms.configure(session, destination.strictKex(), hostKeys.certified());
    return session;
  }

  private synchronized void leave() {
    left = true;
    if (current != null) {
      current.abandon();
    }
  }

  /** Ends the attempt: from now on it is no longer cancelled when the person leaves. */
  @Override
  public void close() {
    request.interaction().cancellation().forget(leaving);
    answers.close();
  }
}
