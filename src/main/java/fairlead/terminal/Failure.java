package fairlead.terminal;

import fairlead.ssh.SshException;

/**
 * Everything that ends a connection, with its close code and its sentence (docs/PROTOCOL.md, "Close
 * codes").
 */
enum Failure {
  ENDED(1000, "The shell has ended."),
  GOING_AWAY(1001, "The Fairlead server is being stopped."),
  BAD_FRAME(1002, "A frame was malformed."),
  TOO_LARGE(1009, "A message was larger than allowed."),
  BAD_MESSAGE(4400, "This message is not part of the protocol."),
  NOT_SIGNED_IN(4401, "You are signed out. Sign in again."),
  NOT_ALLOWED(4403, "You are not allowed to do this. Ask an administrator."),
  NO_SUCH_HOST(4404, "There is no host of this name."),
  NO_SUCH_TERMINAL(4404, "This terminal is no longer running."),
  OUTDATED_TOKEN(4404, "This token has been used, or there is a newer one. Ask for another one."),
  TOO_SLOW(4408, "The connection was closed because it did not respond."),
  TAKEN_OVER(4409, "This terminal was opened in another window."),
  TOO_MANY(4429, "No more terminals can be opened now. Try again later."),
  FAULT(4500, "Fairlead has an internal error. Try again; the server's log has the details."),
  NO_SHELL(4502, "The host gives this account no shell."),
  UNREACHABLE(4502, "The host cannot be reached, or it refused the connection."),
  DRAINING(
      4503, "This Fairlead server is being stopped and opens nothing new. Try again in a minute."),
  HOST_TIMEOUT(4504, "The host did not answer in time.");

  private final int code;
  private final String sentence;

  Failure(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  int code() {
    return code;
  }

  String sentence() {
    return sentence;
  }

  /** Whether the client caused it, by a message, a request or its silence. */
  boolean byClient() {
    return this == BAD_FRAME || this == TOO_LARGE || (code >= 4400 && code < 4500);
  }

  /** Whether it is one of the close codes here. */
  static boolean isCode(int code) {
    for (Failure failure : values()) {
      if (failure.code == code) {
        return true;
      }
    }
    return false;
  }

  static Failure of(SshException.Reason reason) {
    return switch (reason) {
      case CONNECT_TIMEOUT, BANNER_TIMEOUT, EXCHANGE_TIMEOUT, AUTHENTICATION_TIMEOUT ->
          HOST_TIMEOUT;
      case PROMPT_TIMEOUT -> TOO_SLOW;
      case ADDRESS_REFUSED -> NOT_ALLOWED;
      case NO_SHELL -> NO_SHELL;
      case UNREACHABLE,
          CANCELLED,
          HOST_KEY_UNKNOWN,
          HOST_KEY_CHANGED,
          HOST_KEY_REFUSED,
          ALGORITHMS,
          AUTHENTICATION_REFUSED,
          KEY_FILE,
          CHANNEL,
          PROTOCOL ->
          UNREACHABLE;
    };
  }
}
