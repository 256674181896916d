package fairlead.ssh;

/** Text that a host sent, made fit to be shown as text. */
final class HostText {
  private HostText() {}

  /**
   * Without control characters (but line ends and tabs) and without the characters that change the
   * direction of text; cut to {@code most} characters.
   */
  static String shown(String text, int most) {
    if (text == null) {
      return "";
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .filter(c -> !isDirection(c))
        .limit(most)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** The same, in one line. */
  static String line(String text, int most) {
    return shown(text, most).replace('\n', ' ').replace('\t', ' ');
  }

  private static boolean isDirection(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F;
  }
}
