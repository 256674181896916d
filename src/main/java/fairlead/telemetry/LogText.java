package fairlead.telemetry;

/** Makes text safe for a log line: on one line, without characters that control a terminal. */
public final class LogText {
  /** Maximum number of characters. Longer text is content, or an attempt to fill the log. */
  static final int LONGEST = 1_000;

  private LogText() {}

  /**
   * Replaces each control character, line separator, invisible character and unpaired surrogate by
   * its Unicode escape, for example ESC (U+001B) by <code>&#92;u001b</code>. Truncates to {@link
   * #LONGEST}.
   */
  public static String of(String text) {
    if (text.length() <= LONGEST && text.codePoints().allMatch(LogText::plain)) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            one -> {
              if (plain(one)) {
                line.appendCodePoint(one);
              } else {
                line.append("\\u").append(String.format("%04x", one));
              }
            });
    if (text.codePointCount(0, text.length()) > LONGEST) {
      line.append('…');
    }
    return line.toString();
  }

  private static boolean plain(int character) {
    if (Invisible.is(character)) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
