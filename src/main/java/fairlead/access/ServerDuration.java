package fairlead.access;

import fairlead.settings.WrongValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Open Liberty writes it: {@code 12h}, {@code 1h30m}, {@code 90s}. */
final class ServerDuration {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(d|h|m(?!s)|s|ms)");
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(d|h|m|s|ms))+");

  private ServerDuration() {}

  /**
   * @param unit of a number alone
   */
  static Duration parse(String setting, String text, Duration unit) {
    String bare = text.strip();
    if (bare.matches("\\d{1,9}")) {
      return unit.multipliedBy(Long.parseLong(bare));
    }
    if (!WHOLE.matcher(bare).matches()) {
      throw new IllegalArgumentException(
          WrongValue.of(setting, text, "a duration such as 12h, 30m or 1h30m"));
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(bare);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                case "s" -> Duration.ofSeconds(count);
                default -> Duration.ofMillis(count);
              });
    }
    return sum;
  }
}
