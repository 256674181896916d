package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.SshException;
import jakarta.websocket.CloseReason;

/**
 * Everything that ends a connection, with its close code and its sentence (docs/PROTOCOL.md, "Close
 * codes").
 */
enum Failure {
  ENDED(1000, "The shell has ended."),
  GOING_AWAY(1001, "The server is going away."),
  BAD_MESSAGE(4400, "This message is not part of the protocol."),
  NOT_SIGNED_IN(4401, "You are not signed in any more."),
  NOT_ALLOWED(4403, "You may not do this."),
  NO_SUCH_HOST(4404, "There is no such host."),
  NO_SUCH_TERMINAL(4404, "There is no such terminal."),
  TOO_SLOW(4408, "This connection took or said nothing for too long."),
  TAKEN_OVER(4409, "This terminal was taken over by another connection."),
  TOO_MANY(4429, "There are as many terminals as there may be."),
  FAULT(4500, "Something in Fairlead failed; the server's log says what."),
  UNREACHABLE(4502, "The host cannot be reached, or refused."),
  DRAINING(4503, "This server takes no new terminals now."),
  HOST_TIMEOUT(4504, "The host did not answer in time.");

  /** Bytes of text in a close frame (RFC 6455 §5.5, less the code). */
  private static final int REASON = 123;

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

  /** Whether it is one of the close codes here. */
  static boolean isCode(int code) {
    for (Failure failure : values()) {
      if (failure.code == code) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param text for a person; cut to what a close frame holds
   */
  CloseReason closeReason(String text) {
    String reason = text;
    while (reason.getBytes(UTF_8).length > REASON) {
      reason = reason.substring(0, reason.offsetByCodePoints(reason.length(), -1));
    }
    return new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason);
  }

  static Failure of(SshException.Reason reason) {
    return switch (reason) {
      case CONNECT_TIMEOUT, BANNER_TIMEOUT, EXCHANGE_TIMEOUT, AUTHENTICATION_TIMEOUT ->
          HOST_TIMEOUT;
      case PROMPT_TIMEOUT -> TOO_SLOW;
      case ADDRESS_REFUSED -> NOT_ALLOWED;
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
