package fairlead.ssh;

import java.util.regex.Pattern;

/** Makes text that a host sent safe to show. */
public final class HostText {
  private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\u0085\u2028\u2029]");

  /** Takes the place of what was cut. */
  private static final char CUT = '…';

  private HostText() {}

  /**
   * Without control characters (but line ends, which become newlines, and tabs) and without the
   * characters that change the direction of text; cut to {@code most} characters, of which the last
   * is an ellipsis then.
   */
  public static String shown(String text, int most) {
    if (text == null) {
      return "";
    }
    StringBuilder shown = new StringBuilder();
    LINE_END
        .matcher(text)
        .replaceAll("\n")
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .filter(c -> !isDirection(c))
        .limit(most + 1L)
        .forEach(shown::appendCodePoint);
    if (shown.codePointCount(0, shown.length()) > most) {
      shown.setLength(shown.offsetByCodePoints(0, most - 1));
      shown.append(CUT);
    }
    return shown.toString();
  }

  /** Adds a line, and cuts the beginning of all if they become longer than {@code most}. */
  public static String added(String lines, String line, int most) {
    String all = lines.isEmpty() ? line : lines + "\n" + line;
    if (all.length() <= most) {
      return all;
    }
    int from = all.length() - most + 1;
    return CUT + all.substring(Character.isLowSurrogate(all.charAt(from)) ? from + 1 : from);
  }

  /** The same, in one line. */
  public static String line(String text, int most) {
    return shown(text, most).replace('\n', ' ').replace('\t', ' ');
  }

  /**
   * Embeddings, overrides, isolates and marks change the order in which text is displayed (Unicode
   * UAX 9).
   */
  static boolean isDirection(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F;
  }
}
