package fairlead.telemetry;

/** Text as a log line may carry it: in one line, and without characters that a terminal obeys. */
final class LogText {
  /** Characters of one text at most. Longer ones are content, or somebody fills the log. */
  static final int LONGEST = 1_000;

  private LogText() {}

  /**
   * With each control character, line separator, invisible or unpaired character as an escape of
   * its number: an escape (U+001B) becomes <code>&#92;u001b</code>. Cut to {@link #LONGEST}.
   */
  static String of(String text) {
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
