package fairlead.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchStrictKexException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Why there is no connection, found in what went wrong. */
final class Diagnosis {
  private Diagnosis() {}

  static SshException of(Destination destination, Opening opening, Exception e) {
    SshException noted = opening.failure();
    if (noted != null) {
      return noted;
    }
    String host = destination.described();
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
