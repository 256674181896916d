package fairlead.ssh;

import com.jcraft.jsch.JSchException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a host that has let somebody in does not give them, told from JSch's words. */
final class Refusals {
  /** SSH_MSG_CHANNEL_OPEN_FAILURE (RFC 4254 §5.1). */
  private static final String NOT_OPENED = "channel is not opened.";

  /** SSH_MSG_CHANNEL_FAILURE (RFC 4254 §5.4). */
  private static final String NOT_STARTED = "failed to send channel request";

  /** The length of SFTP's first packet, as a number: text was taken for it. */
  private static final Pattern TOO_LONG = Pattern.compile("message is too long: (\\d{1,10})");

  /** What JSch takes off that length. */
  private static final int TAKEN_OFF = 5;

  private Refusals() {}

  /** Why no shell begins, if it is the host's decision. */
  static Optional<SshException> ofShell(Connected connected, JSchException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains(NOT_OPENED)) {
      return Optional.of(noSession(connected, e));
    }
    return message.contains(NOT_STARTED)
        ? Optional.of(
            new SshException(
                SshException.Reason.NO_SHELL,
                account(connected)
                    + " but starts no terminal for this account: \"PermitTTY no\" in its"
                    + " sshd_config, no-pty in its authorized_keys, or an account for files only."
                    + " Open its files, or ask the host's administrator.",
                e))
        : Optional.empty();
  }

  /** Why no files can be seen. */
  static SshException ofFiles(Connected connected, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      Matcher text = TOO_LONG.matcher(message);
      if (text.find()) {
        return printed(connected, begin(Long.parseLong(text.group(1))), e);
      }
      if (message.contains(NOT_OPENED)) {
        return noSession(connected, e);
      }
    }
    return new SshException(
        SshException.Reason.CHANNEL,
        account(connected)
            + " but offers no file transfer: its SSH server has no SFTP subsystem, or refuses it to"
            + " this account.",
        e);
  }

  private static SshException noSession(Connected connected, Throwable e) {
    return new SshException(
        SshException.Reason.CHANNEL,
        account(connected)
            + " but opens no session: its sshd_config allows none (MaxSessions 0), or as many as it"
            + " allows are open. Ask the host's administrator.",
        e);
  }

  private static SshException printed(Connected connected, String begin, Throwable e) {
    return new SshException(
        SshException.Reason.CHANNEL,
        account(connected)
            + " but sends text where SFTP should begin (\""
            + begin
            + "…\"). A start-up file of this account there, such as ~/.bashrc, prints something,"
            + " which breaks file transfer: let it print in interactive shells only.",
        e);
  }

  private static String begin(long length) {
    byte[] four = ByteBuffer.allocate(4).putInt((int) (length + TAKEN_OFF)).array();
    return HostText.line(new String(four, java.nio.charset.StandardCharsets.ISO_8859_1), 4).strip();
  }

  private static String account(Connected connected) {
    return connected.destination().name() + " lets " + connected.destination().user() + " in,";
  }
}
