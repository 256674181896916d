package fairlead.terminal;

import jakarta.websocket.CloseReason;
import java.util.function.Consumer;

/**
 * The sending side of one WebSocket: never two sends at a time, {@code sent} is told the failure or
 * null.
 */
interface Wire {
  void text(String text, Consumer<Throwable> sent);

  void binary(byte[] bytes, Consumer<Throwable> sent);

  /** Closes; may be called once nothing is being sent, or after a send has failed. */
  void close(CloseReason reason);
}
