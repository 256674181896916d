package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final ProbeResult DOWN = ProbeResult.down("Broken.");

  private final State state = new State(3, Duration.ofMinutes(1));
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");

  private State.View finds(ProbeResult... findings) {
    for (ProbeResult result : findings) {
      now = now.plusSeconds(1);
      state.found(result, now);
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
    assertTrue(finds(ProbeResult.well()).up());
    State other = new State(3, Duration.ofMinutes(1));
    other.found(DOWN, now);
    assertFalse(other.view(now).up());
  }

  @Test
  void oneFailureIsNotAnOutage() {
    assertTrue(finds(ProbeResult.well(), DOWN, DOWN, ProbeResult.well(), DOWN, DOWN).up());
  }

  @Test
  void threeInARowTurnItAndSaySinceWhenAndWhy() {
    finds(ProbeResult.well());
    State.View down = finds(DOWN, DOWN, DOWN);
    assertEquals(new State.View(false, now, "Broken."), down);
    Instant since = now;
    assertEquals(since, finds(DOWN, ProbeResult.well(), ProbeResult.well()).since());
    State.View up = finds(ProbeResult.well());
    assertEquals(new State.View(true, now, ""), up);
  }

  @Test
  void theReasonIsTheNewestOne() {
    finds(DOWN);
    assertEquals("Other.", finds(ProbeResult.down("Other.")).note());
  }

  @Test
  void aProbeThatHangsIsDownAfterAWhile() {
    finds(ProbeResult.well());
    Instant last = now;
    now = last.plus(Duration.ofMinutes(1));
    assertTrue(state.view(now).up());
    now = now.plusSeconds(1);
    assertEquals(last.plus(Duration.ofMinutes(1)), state.view(now).since());
    assertEquals("No finding for 61 s.", state.view(now).note());
    assertTrue(finds(ProbeResult.well()).up());
  }
}
