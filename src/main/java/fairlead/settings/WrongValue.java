package fairlead.settings;

import fairlead.telemetry.LogText;
import java.util.regex.Pattern;

/**
 * The message about a value that is not allowed: one line, without secrets. Every message that
 * shows a configured value is made here.
 */
public final class WrongValue {
  private static final int LONGEST = 100;

  /** A name and a password before a host, whether the rest is an address or not. */
  private static final Pattern CREDENTIALS =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*:.*@", Pattern.DOTALL);

  private WrongValue() {}

  /** Such as {@code fairlead.http.port: "0" (expected: 1 to 65535)}. */
  public static String of(String name, String value, String expected) {
    return message(name, '"' + shown(value) + '"', expected);
  }

  /** The same for a value that must not be shown. */
  static String ofSecret(String name, String expected) {
    return message(name, "(not shown)", expected);
  }

  /** The same where a value is missing. */
  static String missing(String name, String expected) {
    return message(name, "(not set)", expected);
  }

  private static String message(String name, String shown, String expected) {
    return name + ": " + shown + " (expected: " + expected + ")";
  }

  private static String shown(String value) {
    String open = CREDENTIALS.matcher(value).replaceFirst("$1(not shown)@");
    String cut = open.length() > LONGEST ? open.substring(0, LONGEST) + "…" : open;
    return LogText.of(cut);
  }
}
