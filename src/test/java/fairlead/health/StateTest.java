package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final Finding DOWN = Finding.down("Broken.");

  private final State state = new State(3, Duration.ofMinutes(1));
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");

  private State.View finds(Finding... findings) {
    for (Finding finding : findings) {
      now = now.plusSeconds(1);
      state.found(finding, now);
    }
    return state.view(now);
  }

  @Test
  void beforeTheFirstFindingNothingIsKnownAndItIsNotUp() {
    State.View view = state.view(now);
    assertFalse(view.up() || state.known());
    assertNull(view.since());
  }

  @Test
  void theFirstFindingCountsAtOnce() {
    assertTrue(finds(Finding.well()).up());
    State other = new State(3, Duration.ofMinutes(1));
    other.found(DOWN, now);
    assertFalse(other.view(now).up());
  }

  @Test
  void oneFailureIsNotAnOutage() {
    assertTrue(finds(Finding.well(), DOWN, DOWN, Finding.well(), DOWN, DOWN).up());
  }

  @Test
  void threeInARowTurnItAndSaySinceWhenAndWhy() {
    finds(Finding.well());
    State.View down = finds(DOWN, DOWN, DOWN);
    assertEquals(new State.View(false, now, "Broken."), down);
    Instant since = now;
    assertEquals(since, finds(DOWN, Finding.well(), Finding.well()).since());
    State.View up = finds(Finding.well());
    assertEquals(new State.View(true, now, ""), up);
  }

  @Test
  void theReasonIsTheNewestOne() {
    finds(DOWN);
    assertEquals("Other.", finds(Finding.down("Other.")).note());
  }

  @Test
  void aProbeThatHangsIsDownAfterAWhile() {
    finds(Finding.well());
    Instant last = now;
    now = last.plus(Duration.ofMinutes(1));
    assertTrue(state.view(now).up());
    now = now.plusSeconds(1);
    assertEquals(last.plus(Duration.ofMinutes(1)), state.view(now).since());
    assertEquals("No finding for 61 s.", state.view(now).note());
    assertTrue(finds(Finding.well()).up());
  }
}
