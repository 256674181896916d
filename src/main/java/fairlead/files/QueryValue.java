package fairlead.files;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import java.util.regex.Pattern;

/**
 * Numbers and flags in a query. Resources take them as text and read them here: JAX-RS answers
 * values that it cannot convert with 404, as if the resource did not exist.
 */
final class QueryValue {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

  private QueryValue() {}

  /**
   * A whole number.
   *
   * @param text null if it is missing
   * @return 0 to {@link Long#MAX_VALUE}
   */
  static long number(String name, String text) throws Refused {
    if (text != null && NUMBER.matcher(text).matches()) {
      long value = Long.parseUnsignedLong(text);
      if (value >= 0) {
        return value;
      }
    }
    throw new Refused(
        Failure.BAD_REQUEST,
        name + ": a whole number is missing (expected: 0 to " + Long.MAX_VALUE + ").");
  }

  /** True or false. */
  static boolean flag(String name, String text) throws Refused {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refused(Failure.BAD_REQUEST, name + ": true or false is missing.");
    };
  }
}
