package fairlead.ssh;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchStrictKexException;
import com.jcraft.jsch.Session;
import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Opens shells with JSch: one session each, its settings its own. */
@ApplicationScoped
public class JschShells implements Shells {
  @Inject SshSettings settings;
  @Inject Clock clock;

  @Resource(lookup = "java:app/concurrent/terminals")
  ManagedThreadFactory managedThreads;

  @Inject OpenTelemetry openTelemetry;

  private Tracer tracer;
  private SshMetrics metrics;

  @PostConstruct
  void start() {
    tracer = openTelemetry.getTracer(Scopes.NAME);
    metrics = new SshMetrics(openTelemetry);
  }

  @Override
  public Shell open(
      Destination destination, Size size, Conversation conversation, ShellOutput output)
      throws SshException {
    ConnectTrace trace = new ConnectTrace(tracer, metrics, destination, conversation);
    SshException.Reason error = SshException.Reason.PROTOCOL;
    try {
      Shell shell =
          open(destination, size, trace, output, settings, managedThreads, clock.executor());
      error = null;
      return shell;
    } catch (SshException e) {
      error = e.reason();
      throw e;
    } finally {
      trace.end(error);
    }
  }

  static Shell open(
      Destination destination,
      Size size,
      Conversation conversation,
      ShellOutput output,
      SshSettings settings,
      ThreadFactory threads,
      ScheduledExecutorService scheduler)
      throws SshException {
    try (Opening opening = new Opening(destination, settings, conversation, scheduler)) {
      TimedSockets sockets = new TimedSockets(opening, output, settings.gather());
      Session session = null;
      boolean open = false;
      try {
        session = session(destination, opening, settings);
        session.setSocketFactory(sockets);
        session.setThreadFactory(threads);
        session.connect();
        // Not before: it bounds each read too, and while opening there are deadlines for that.
        session.setServerAliveInterval((int) settings.keepAliveInterval().toMillis());
        session.setServerAliveCountMax(settings.keepAliveCount());
        opening.channel();
        ChannelShell channel = channel(session, size, settings);
        JschShell shell =
            new JschShell(
                destination.name(), session, channel, sockets, output, scheduler, threads);
        // The opening's own deadline comes first, and knows what was missed.
        shell.start((int) settings.channelTimeout().plusSeconds(1).toMillis());
        open = true;
        return shell;
      } catch (JSchException | IOException | RuntimeException e) {
        throw why(destination, opening, e);
      } finally {
        if (!open && session != null) {
          opening.closeSocket();
          session.disconnect();
        }
      }
    }
  }

  private static Session session(Destination destination, Opening opening, SshSettings settings)
      throws JSchException, SshException {
    JSch jsch = new JSch();
    HostKeys hostKeys = new HostKeys(destination, opening, settings.knownHosts());
    Questions questions = new Questions(destination, opening);
    for (Login login : destination.logins()) {
      if (login instanceof Login.KeyFile key) {
        KeyFiles.add(jsch, key.path(), destination, opening);
      }
    }
    Session session =
        jsch.getSession(destination.user(), destination.address(), destination.port());
    session.setHostKeyAlias(HostKeys.alias(destination));
    session.setHostKeyRepository(hostKeys);
    session.setUserInfo(questions);
    session.setLogger(opening);
    Algorithms.configure(session, destination);
    return session;
  }

  private static ChannelShell channel(Session session, Size size, SshSettings settings)
      throws JSchException {
    ChannelShell channel = (ChannelShell) session.openChannel("shell");
    channel.setLocalWindowSizeMax(settings.window());
    channel.setPtyType("xterm-256color", size.columns(), size.rows(), 0, 0);
    channel.setEnv("LANG", settings.lang());
    channel.setEnv("COLORTERM", "truecolor");
    return channel;
  }

  private static SshException why(Destination destination, Opening opening, Exception e) {
    SshException noted = opening.failure();
    if (noted != null) {
      return noted;
    }
    String host =
        destination.name() + " (" + destination.address() + ":" + destination.port() + ")";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return new SshException(
            SshException.Reason.UNREACHABLE, host + ": there is no such address.", e);
      }
      if (cause instanceof SocketTimeoutException) {
        return new SshException(
            SshException.Reason.CONNECT_TIMEOUT,
            host + " did not answer in time. Is it up, and does its firewall let us in?",
            e);
      }
      if (cause instanceof JSchAlgoNegoFailException || cause instanceof JSchStrictKexException) {
        return new SshException(
            SshException.Reason.ALGORITHMS,
            host
                + " offers no SSH algorithms that are safe enough ("
                + HostText.shown(cause.getMessage(), 300)
                + ").",
            e);
      }
      if (cause instanceof JSchRevokedHostKeyException) {
        return new SshException(
            SshException.Reason.HOST_KEY_REFUSED, "The host key of " + host + " is revoked.", e);
      }
      if (cause instanceof java.net.ConnectException) {
        return new SshException(
            SshException.Reason.UNREACHABLE,
            host + " refused the connection. Does an SSH server run there?",
            e);
      }
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Auth ") || message.startsWith("Too many authentication")) {
      return new SshException(
          SshException.Reason.AUTHENTICATION_REFUSED,
          host + " did not accept the login of " + destination.user() + ".",
          e);
    }
    return new SshException(
        SshException.Reason.PROTOCOL,
        "The SSH connection to " + host + " failed: " + HostText.shown(message, 300) + ".",
        e);
  }
}
