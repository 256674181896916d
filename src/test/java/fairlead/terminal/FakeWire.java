package fairlead.terminal;

import jakarta.websocket.CloseReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A socket whose sends end when a test says so, or never. */
final class FakeWire implements Wire {
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> frames = new ArrayList<>();
  private final List<CloseReason> closes = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final boolean completes;
  private int cuts;

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
  public synchronized void binary(byte[] frame, Consumer<Throwable> sent) {
    frames.add(frame.length);
    bytes.writeBytes(frame);
    if (completes) {
      sent.accept(null);
    }
  }

  @Override
  public synchronized void close(CloseReason reason) {
    closes.add(reason);
  }

  @Override
  public synchronized void cut() {
    cuts++;
  }

  /** How often the connection was cut. */
  synchronized int cuts() {
    return cuts;
  }

  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  /** Sizes of the binary frames, in bytes. */
  synchronized List<Integer> frames() {
    return List.copyOf(frames);
  }

  /** What the binary frames carried. */
  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  synchronized List<CloseReason> closes() {
    return List.copyOf(closes);
  }
}
