package fairlead.terminal;

import jakarta.websocket.CloseReason;
import java.util.function.Consumer;

/**
 * The sending side of one WebSocket. The caller must not start a send before the previous one has
 * completed; {@code sent} is called with the failure, or null.
 */
interface Wire {
  void text(String text, Consumer<Throwable> sent);

  void binary(byte[] bytes, Consumer<Throwable> sent);

  /** Closes; may be called once nothing is being sent, or after a send has failed. */
  void close(CloseReason reason);

  /** Ends the connection below, whatever is being read or sent; may be called at any time. */
  void cut();
}
