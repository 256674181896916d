package fairlead.answers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AnswerLimitTest {
  @Test
  void oneClientLeavesRoomForOthers() {
    AnswerLimit limit = new AnswerLimit(2, 4);
    assertTrue(limit.begin("one"));
    assertTrue(limit.begin("one"));
    assertFalse(limit.begin("one"));
    assertTrue(limit.begin("other"));
    limit.end("one");
    assertTrue(limit.begin("one"));
    assertFalse(limit.begin("one"));
  }

  @Test
  void allClientsTogetherAreLimited() {
    AnswerLimit limit = new AnswerLimit(2, 3);
    assertTrue(limit.begin("one"));
    assertTrue(limit.begin("other"));
    assertTrue(limit.begin("third"));
    assertFalse(limit.begin("fourth"));
    limit.end("one");
    assertTrue(limit.begin("fourth"));
  }
}
