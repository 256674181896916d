package fairlead.terminal;

import jakarta.websocket.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A socket whose sends end when a test says so, or never. */
final class FakeWire implements Wire {
  private final List<String> texts = new ArrayList<>();
  private final List<CloseReason> closes = new ArrayList<>();
  private final boolean completes;

  /**
   * @param completes whether a send is over at once; otherwise it never is
   */
  FakeWire(boolean completes) {
    this.completes = completes;
  }

  @Override
  public synchronized void text(String text, Consumer<Throwable> sent) {
    texts.add(text);
    if (completes) {
      sent.accept(null);
    }
  }

  @Override
  public synchronized void binary(byte[] bytes, Consumer<Throwable> sent) {
    if (completes) {
      sent.accept(null);
    }
  }

  @Override
  public synchronized void close(CloseReason reason) {
    closes.add(reason);
  }

  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  synchronized List<CloseReason> closes() {
    return List.copyOf(closes);
  }
}
