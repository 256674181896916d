package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.failure.Failure;
import jakarta.websocket.CloseReason;

/** Makes what a close frame says of a failure. */
final class CloseReasons {
  /** Maximum bytes of a close frame's reason (RFC 6455 §5.5: 125, minus 2 for the code). */
  private static final int REASON = 123;

  private CloseReasons() {}

  /**
   * @param sentence for a person; truncated to what fits into a close frame
   */
  static CloseReason of(Failure failure, String sentence) {
    String reason = sentence;
    while (reason.getBytes(UTF_8).length > REASON) {
      reason = reason.substring(0, reason.offsetByCodePoints(reason.length(), -1));
    }
    return new CloseReason(CloseReason.CloseCodes.getCloseCode(failure.closeCode()), reason);
  }
}
