package fairlead.ssh.jsch;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.JSchStrictKexException;
import fairlead.ssh.Destination;
import fairlead.ssh.SshException;
import fairlead.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Turns the failure of a connection into a message for the person. */
final class Diagnosis {
  private static final Log LOG = Log.of(Diagnosis.class);

  private final ConnectDeadlines deadlines;
  private final String host;
  private final String user;
  private final Exception failure;

  private Diagnosis(Destination destination, ConnectDeadlines deadlines, Exception failure) {
    this.deadlines = deadlines;
    this.failure = failure;
    host = destination.described();
    user = destination.user();
  }

  static SshException of(Destination destination, ConnectDeadlines deadlines, Exception e) {
    LOG.log(Level.DEBUG, "No connection to " + destination.name(), e);
    SshException noted = deadlines.failure();
    return deadlines
        .notes()
        .explained(noted != null ? noted : new Diagnosis(destination, deadlines, e).found());
  }

  private SshException found() {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      SshException found = found(cause);
      if (found != null) {
        return found;
      }
    }
    return said(
        SshException.Reason.PROTOCOL,
        "did not follow the SSH protocol. The server's log has the details at level DEBUG.");
  }

  private SshException found(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof UnknownHostException) {
      return new SshException(
          SshException.Reason.UNREACHABLE,
          host + ": the address cannot be resolved. Check how it is written.",
          failure);
    }
    if (cause instanceof SocketTimeoutException) {
      return said(
          SshException.Reason.CONNECT_TIMEOUT,
          "did not answer in time. Check that it is running and that its firewall allows"
              + " connections from this server.");
    }
    if (cause instanceof JSchAlgoNegoFailException) {
      return said(SshException.Reason.ALGORITHMS, deadlines.notes().offer().sentence());
    }
    if (cause instanceof JSchStrictKexException) {
      return said(
          SshException.Reason.ALGORITHMS,
          "has no strict key exchange, so its connections can be tampered with"
              + " (CVE-2023-48795). Update its SSH server. Until then, \"strict-kex: false\" in"
              + " hosts.yaml allows the connection.");
    }
    if (cause instanceof JSchRevokedHostKeyException) {
      return new SshException(
          SshException.Reason.HOST_KEY_REFUSED,
          "The host key of " + host + " is revoked, so the connection may be intercepted.",
          failure);
    }
    String certificate = JschMessages.certificate(message);
    if (certificate != null) {
      return new SshException(
          SshException.Reason.HOST_KEY_REFUSED,
          "The host certificate of "
              + host
              + " "
              + certificate
              + ", so the connection may be intercepted. Have a new certificate issued for the host.",
          failure);
    }
    if (JschMessages.unproven(message)) {
      return said(
          SshException.Reason.HOST_KEY_REFUSED,
          "could not prove that it has its host key, so the connection may be intercepted.");
    }
    if (cause instanceof ConnectException) {
      return said(
          SshException.Reason.UNREACHABLE,
          "refused the connection. Check that an SSH server is running there.");
    }
    if (cause instanceof NoRouteToHostException) {
      return new SshException(
          SshException.Reason.UNREACHABLE, "There is no network route to " + host + ".", failure);
    }
    if (cause instanceof JSchSessionDisconnectException told) {
      deadlines.notes().explains(told.getDescription());
      return ended();
    }
    return JschMessages.closed(message) || cause instanceof IOException ? ended() : null;
  }

  private SshException ended() {
    return deadlines.authenticating()
        ? said(
            SshException.Reason.AUTHENTICATION_REFUSED,
            "closed the connection during the login of " + user + ".")
        : said(SshException.Reason.PROTOCOL, deadlines.ended());
  }

  private SshException said(SshException.Reason reason, String what) {
    return new SshException(reason, host + " " + what, failure);
  }
}
