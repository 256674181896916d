package fairlead.access;

import fairlead.settings.TextCheck;
import java.time.Duration;

/** A duration as Open Liberty writes it, of a second to a year. */
final class ServerDurationText implements TextCheck {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  @Override
  public boolean accepts(String text) {
    try {
      Duration duration = ServerDuration.parse("", text, Duration.ofMinutes(1));
      return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  @Override
  public String expected() {
    return "a duration such as 12h or 30m, 1s to 366d";
  }
}
