package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.failure.Refused;
import fairlead.ssh.FlowControl;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two viewers of one output: one that was taken over, and the owner. */
class OutputTest {
  private static final int CAPACITY = 4 * FlowControl.FRAME;
  private static final int WINDOW = 256 * 1024;

  private final AtomicInteger resumed = new AtomicInteger();
  private final Output output =
      new Output(
          true,
          new TerminalSettings.Limits(CAPACITY, 4096, Duration.ofSeconds(30)),
          Untraced.terminal(),
          resumed::incrementAndGet);
  private final FrameSender first = new FrameSender(new FakeWire(false), () -> {});
  private final FrameSender second = new FrameSender(new FakeWire(false), () -> {});
  private ViewerCursor before;
  private ViewerCursor owner;

  @BeforeEach
  void attach() throws Refused {
    before = output.attach(first, 0).cursor();
    owner = output.attach(second, 0).cursor();
  }

  @Test
  void eachViewerReadsFromItsOwnPosition() {
    append(10);
    assertEquals(10, output.read(before, 100).length);
    assertEquals(10, output.read(owner, 100).length);
    append(5);
    assertEquals(5, output.read(owner, 100).length);
    assertEquals(10, before.sent());
    assertEquals(15, owner.sent());
  }

  @Test
  void whatAnotherViewerHasUnderWayLeavesTheOwnersMarkAlone() {
    append(FlowControl.FRAME);
    assertEquals(FlowControl.FRAME, output.read(before, FlowControl.FRAME).length);
    append(1);
    assertEquals(0, output.read(before, FlowControl.FRAME).length, "at its mark");
    assertEquals(FlowControl.FRAME, output.read(owner, FlowControl.FRAME).length);
  }

  @Test
  void onlyTheOwnersPositionDecidesWhatTheHostMaySend() throws Refused {
    append(WINDOW);
    second.greet("{}", output, owner);
    first.greet("{}", output, before);
    int held = output.room(WINDOW);
    assertEquals(FlowControl.MARK_LEAST, held, "nothing is drawn");
    output.read(before, FlowControl.FRAME);
    output.acknowledged(first, before.sent());
    assertEquals(held, output.room(WINDOW), "the other one's drawing counts for nothing");
    output.read(owner, FlowControl.FRAME);
    output.acknowledged(second, owner.sent());
    assertEquals(held + FlowControl.FRAME, output.room(WINDOW));
  }

  @Test
  void aViewerThatWasOvertakenIsSentNothingMore() throws Refused {
    second.greet("{}", output, owner);
    for (int i = 0; i < 10; i++) {
      append(FlowControl.FRAME);
      output.read(owner, FlowControl.FRAME);
      output.acknowledged(second, owner.sent());
    }
    assertEquals(0, output.read(before, FlowControl.FRAME).length);
    assertEquals(0, before.sent());
    assertEquals(10L * FlowControl.FRAME, owner.sent());
  }

  @Test
  void onlyWhatAnOwnerWasSentIsReplayed() throws Refused {
    append(100);
    output.read(before, 100);
    assertEquals(0, output.transmitted());
    assertEquals(0, output.attach(first, 40).replayed());
    output.read(output.attach(second, 0).cursor(), 70);
    assertEquals(70, output.transmitted());
    assertEquals(30, output.attach(first, 40).replayed());
  }

  @Test
  void nothingIsAcknowledgedThatWasNotSent() {
    append(10);
    assertThrows(Refused.class, () -> output.acknowledged(second, 1));
  }

  private void append(int length) {
    output.append(new byte[length], 0, length);
  }
}
