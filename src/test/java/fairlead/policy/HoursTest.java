package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** 2026-06-05 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "08:00, 18:00, 2026-06-05T08:00, true",
    "08:00, 18:00, 2026-06-05T07:59, false",
    "08:00, 18:00, 2026-06-05T17:59, true",
    "08:00, 18:00, 2026-06-05T18:00, false",
    "08:00, 18:00, 2026-06-06T12:00, false",
    // Over night, counted to the day on which it begins.
    "22:00, 06:00, 2026-06-05T23:00, true",
    "22:00, 06:00, 2026-06-06T05:59, true",
    "22:00, 06:00, 2026-06-06T06:00, false",
    "22:00, 06:00, 2026-06-06T23:00, false",
    "22:00, 06:00, 2026-06-01T05:00, false",
    // To midnight, and the whole day.
    "08:00, 00:00, 2026-06-05T23:59, true",
    "08:00, 00:00, 2026-06-06T00:00, false",
    "00:00, 00:00, 2026-06-05T00:00, true",
    "00:00, 00:00, 2026-06-06T00:00, false"
  })
  void fromMondayToFriday(LocalTime from, LocalTime to, LocalDateTime there, boolean within) {
    Hours hours = new Hours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, to, BERLIN);
    assertEquals(within, hours.contain(there.atZone(BERLIN).toInstant()));
  }

  @ParameterizedTest
  @CsvSource({"2026-06-05T05:59, false", "2026-06-05T06:00, true"})
  void theTimeIsThatOfItsZone(LocalDateTime utc, boolean within) {
    Hours hours =
        new Hours(EnumSet.of(DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(9, 0), BERLIN);
    assertEquals(within, hours.contain(utc.atZone(ZoneId.of("UTC")).toInstant()));
  }
}
