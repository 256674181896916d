package fairlead.access;

import fairlead.settings.TextCheck;
import java.time.Duration;

/**
 * A duration as Open Liberty writes it, of at most a year. The server truncates it to whole units,
 * so only whole units are accepted.
 */
abstract class ServerDurationText implements TextCheck {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Duration unit;
  private final String expected;

  private ServerDurationText(Duration unit, String expected) {
    this.unit = unit;
    this.expected = expected;
  }

  @Override
  public boolean accepts(String text) {
    try {
      Duration duration = ServerDuration.parse("", text, unit);
      return duration.compareTo(unit) >= 0
          && duration.compareTo(LONGEST) <= 0
          && duration.toMillis() % unit.toMillis() == 0;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  @Override
  public String expected() {
    return expected;
  }

  /** The server counts the lifetime of a login cookie in whole minutes. */
  static final class Minutes extends ServerDurationText {
    Minutes() {
      super(Duration.ofMinutes(1), "whole minutes such as 12h or 30m, 1m to 366d");
    }
  }

  /** The server counts the idle time of a session in whole seconds. */
  static final class Seconds extends ServerDurationText {
    Seconds() {
      super(Duration.ofSeconds(1), "whole seconds such as 30m or 90s, 1s to 366d");
    }
  }
}
