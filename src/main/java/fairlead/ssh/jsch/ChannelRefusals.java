package fairlead.ssh.jsch;

import com.jcraft.jsch.JSchException;
import fairlead.ssh.SshException;
import java.util.Optional;

/** Explains, from JSch's messages, why a host refuses a shell or files after a successful login. */
final class ChannelRefusals {
  private ChannelRefusals() {}

  /** Why no shell was started; empty unless the host refused it. */
  static Optional<SshException> ofShell(HostSession session, JSchException e) {
    String message = String.valueOf(e.getMessage());
    if (JschMessages.channelRefused(message)) {
      return Optional.of(noSession(session, e));
    }
    return JschMessages.requestRefused(message)
        ? Optional.of(
            new SshException(
                SshException.Reason.NO_SHELL,
                account(session)
                    + " but starts no terminal for this account. Possible reasons: \"PermitTTY no\" in"
                    + " its sshd_config, no-pty in its authorized_keys, or an account for files only."
                    + " Open its files, or ask the host's administrator.",
                e))
        : Optional.empty();
  }

  /** Why the host's files cannot be opened. */
  static SshException ofFiles(HostSession session, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (JschMessages.channelRefused(message)) {
        return noSession(session, e);
      }
    }
    return new SshException(
        SshException.Reason.CHANNEL,
        account(session)
            + " but offers no file transfer: its SSH server has no SFTP subsystem, or refuses it to"
            + " this account.",
        e);
  }

  private static SshException noSession(HostSession session, Throwable e) {
    return new SshException(
        SshException.Reason.CHANNEL,
        account(session)
            + " but opens no session: its sshd_config allows none (MaxSessions 0), or the limit"
            + " of open sessions is reached. Ask the host's administrator.",
        e);
  }

  private static String account(HostSession session) {
    return session.destination().name() + " lets " + session.destination().user() + " in,";
  }
}
