package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.failure.Failure;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameSenderTest {
  private final AtomicInteger lost = new AtomicInteger();

  @Test
  void aSendThatNobodyTellsTheEndOfIsNoticedAndGivenUp() {
    FakeWire wire = new FakeWire(false);
    FrameSender sender = new FrameSender(wire, lost::incrementAndGet);
    assertEquals(0, sender.sendingNanos(System.nanoTime()));
    sender.say("{}");
    assertTrue(sender.sendingNanos(System.nanoTime() + 1_000_000_000L) >= 1_000_000_000L);
    sender.giveUp();
    assertEquals(1, lost.get());
    assertEquals(4408, wire.closes().get(0).getCloseCode().getCode());
  }

  @Test
  void aCloseThatNobodyTellsTheEndOfIsNoticed() {
    FakeWire wire = new FakeWire(true);
    FrameSender sender = new FrameSender(wire, lost::incrementAndGet);
    sender.close("{}", Failure.TAKEN_OVER, "taken over");
    assertEquals(1, wire.closes().size());
    assertTrue(sender.sendingNanos(System.nanoTime() + 1_000_000_000L) >= 1_000_000_000L);
  }

  @Test
  void nothingIsUnderWayOnceASendIsOver() {
    FrameSender sender = new FrameSender(new FakeWire(true), lost::incrementAndGet);
    sender.say("{}");
    assertEquals(0, sender.sendingNanos(System.nanoTime() + 1_000_000_000L));
  }
}
