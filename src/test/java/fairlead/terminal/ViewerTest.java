package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ViewerTest {
  private final AtomicInteger lost = new AtomicInteger();

  @Test
  void aSendThatNobodyTellsTheEndOfIsNoticedAndGivenUp() {
    FakeWire wire = new FakeWire(false);
    Viewer viewer = new Viewer(wire, lost::incrementAndGet);
    assertEquals(0, viewer.sendingNanos(System.nanoTime()));
    viewer.say("{}");
    assertTrue(viewer.sendingNanos(System.nanoTime() + 1_000_000_000L) >= 1_000_000_000L);
    viewer.giveUp();
    assertEquals(1, lost.get());
    assertEquals(4408, wire.closes().get(0).getCloseCode().getCode());
  }

  @Test
  void aCloseThatNobodyTellsTheEndOfIsNoticed() {
    FakeWire wire = new FakeWire(true);
    Viewer viewer = new Viewer(wire, lost::incrementAndGet);
    viewer.close("{}", Failure.TAKEN_OVER, "taken over");
    assertEquals(1, wire.closes().size());
    assertTrue(viewer.sendingNanos(System.nanoTime() + 1_000_000_000L) >= 1_000_000_000L);
  }

  @Test
  void nothingIsUnderWayOnceASendIsOver() {
    Viewer viewer = new Viewer(new FakeWire(true), lost::incrementAndGet);
    viewer.say("{}");
    assertEquals(0, viewer.sendingNanos(System.nanoTime() + 1_000_000_000L));
  }
}
