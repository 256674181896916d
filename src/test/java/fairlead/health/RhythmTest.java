package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final long MINUTE = 60_000;

  private final Rhythm rhythm = new Rhythm(Duration.ofMinutes(1), 10 * MINUTE + 59_000);

  @Test
  void itIsDueOnceAtEachMultipleOfTheInterval() {
    assertEquals(0, rhythm.due(10 * MINUTE + 59_999));
    assertEquals(1, rhythm.due(11 * MINUTE));
    assertEquals(0, rhythm.due(11 * MINUTE));
    assertEquals(0, rhythm.due(11 * MINUTE + 59_999));
    assertEquals(1, rhythm.due(12 * MINUTE + 3));
  }

  @Test
  void whatWasMissedIsCounted() {
    assertEquals(4, rhythm.due(14 * MINUTE));
    assertEquals(0, rhythm.due(14 * MINUTE + 1));
  }

  @Test
  void aClockThatIsPutBackRepeatsNothing() {
    assertEquals(1, rhythm.due(11 * MINUTE));
    assertEquals(0, rhythm.due(9 * MINUTE));
    assertEquals(0, rhythm.due(11 * MINUTE));
    assertEquals(1, rhythm.due(12 * MINUTE));
  }

  @Test
  void aTurnEndsShortlyBeforeTheNextBeatHoweverLateItBegan() {
    Duration minute = Duration.ofMinutes(1);
    long beat = 1_000 * minute.toMillis();
    assertEquals(Duration.ofSeconds(54), Rhythm.turn(minute, beat));
    assertEquals(Duration.ofSeconds(44), Rhythm.turn(minute, beat + 10_000));
    assertEquals(Duration.ofMillis(1), Rhythm.turn(minute, beat + 59_000));
  }
}
