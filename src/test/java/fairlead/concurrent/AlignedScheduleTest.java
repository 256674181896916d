package fairlead.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlignedScheduleTest {
  private static final long MINUTE = 60_000;

  private final AlignedSchedule schedule =
      new AlignedSchedule(Duration.ofMinutes(1), 10 * MINUTE + 59_000);

  @Test
  void itIsDueOnceAtEachMultipleOfTheInterval() {
    assertEquals(0, schedule.due(10 * MINUTE + 59_999));
    assertEquals(1, schedule.due(11 * MINUTE));
    assertEquals(0, schedule.due(11 * MINUTE));
    assertEquals(0, schedule.due(11 * MINUTE + 59_999));
    assertEquals(1, schedule.due(12 * MINUTE + 3));
  }

  @Test
  void whatWasMissedIsCounted() {
    assertEquals(4, schedule.due(14 * MINUTE));
    assertEquals(0, schedule.due(14 * MINUTE + 1));
  }

  @Test
  void aClockThatIsPutBackRepeatsNothing() {
    assertEquals(1, schedule.due(11 * MINUTE));
    assertEquals(0, schedule.due(9 * MINUTE));
    assertEquals(0, schedule.due(11 * MINUTE));
    assertEquals(1, schedule.due(12 * MINUTE));
  }

  @Test
  void aTurnEndsShortlyBeforeTheNextBeatHoweverLateItBegan() {
    Duration minute = Duration.ofMinutes(1);
    long beat = 1_000 * minute.toMillis();
    assertEquals(Duration.ofSeconds(54), AlignedSchedule.turn(minute, beat));
    assertEquals(Duration.ofSeconds(44), AlignedSchedule.turn(minute, beat + 10_000));
    assertEquals(Duration.ofMillis(1), AlignedSchedule.turn(minute, beat + 59_000));
  }
}
