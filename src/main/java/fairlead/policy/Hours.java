package fairlead.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A period on some days of the week. If {@code to} is before {@code from}, it ends on the next day;
 * if both are equal, it lasts the whole day.
 *
 * @param days on which it begins
 */
record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  Hours {
    days = Set.copyOf(days);
  }

  boolean contain(Instant instant) {
    ZonedDateTime there = instant.atZone(zone);
    LocalTime time = there.toLocalTime();
    if (from.isBefore(to)) {
      return days.contains(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
    return time.isBefore(from)
        ? time.isBefore(to) && days.contains(there.getDayOfWeek().minus(1))
        : days.contains(there.getDayOfWeek());
  }
}
