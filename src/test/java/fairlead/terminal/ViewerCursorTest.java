package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FlowControl;
import org.junit.jupiter.api.Test;

class ViewerCursorTest {
  private static final int CAPACITY = 256 * 1024;
  private static final int FRAME = FlowControl.FRAME;
  private static final long FROM = 1_000;
  private static final long FAR = FROM + CAPACITY;
  private static final long MILLI = 1_000_000;

  private final ViewerCursor cursor = new ViewerCursor(FROM, CAPACITY);

  @Test
  void whatCameBeforeItsBeginningIsNeitherSentNorWaitedFor() {
    assertEquals(FROM, cursor.sent());
    assertEquals(FROM, cursor.acknowledged());
    assertEquals(FRAME, cursor.allowed(FAR, FRAME, true));
  }

  @Test
  void noMoreThanTheMarkIsUnderWay() {
    assertEquals(FlowControl.MARK_LEAST, cursor.mark());
    cursor.advance(cursor.mark() - 10, 0);
    assertEquals(10, cursor.allowed(FAR, 10, false));
    cursor.advance(10, 0);
    assertEquals(0, cursor.allowed(FAR, FRAME, false));
    cursor.acknowledge(FROM + 5, 100 * MILLI);
    assertEquals(5, cursor.allowed(FAR, FRAME, false));
  }

  @Test
  void aBusyViewerIsSentOnlyHalfAFrameOrMore() {
    cursor.advance(FlowControl.BUSY - 1, 0);
    assertTrue(cursor.allowed(cursor.sent() + 1, FRAME, true) > 0, "not busy yet");
    cursor.advance(1, 0);
    assertEquals(0, cursor.allowed(cursor.sent() + FRAME / 2 - 1, FRAME, true));
    assertEquals(FRAME / 2, cursor.allowed(cursor.sent() + FRAME / 2, FRAME, true));
  }

  @Test
  void nothingIsGatheredWhereNoAcknowledgementComes() {
    cursor.advance(FlowControl.BUSY, 0);
    assertTrue(cursor.allowed(cursor.sent() + 1, FRAME, false) > 0);
  }

  @Test
  void anOldAcknowledgementIsNoNews() {
    cursor.advance(100, 0);
    assertTrue(cursor.acknowledge(FROM + 60, MILLI));
    assertFalse(cursor.acknowledge(FROM + 60, MILLI));
    assertFalse(cursor.acknowledge(FROM + 10, MILLI));
    assertEquals(FROM + 60, cursor.acknowledged());
    assertEquals(FROM + 100, cursor.sent());
  }
}
