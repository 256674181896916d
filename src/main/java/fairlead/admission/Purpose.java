package fairlead.admission;

/** What a host is opened for. */
public enum Purpose {
  TERMINAL("open %s", "Fairlead ended the terminal on %s because "),
  FILES("open the files of %s", "Fairlead closed the files of %s because ");

  private final String what;
  private final String ended;

  Purpose(String what, String ended) {
    this.what = what;
    this.ended = ended;
  }

  /** The action in words, for the log. */
  String of(String where) {
    return what.formatted(where);
  }

  /**
   * A sentence for the person whose use ends.
   *
   * @param why the rest of it, and what to do next
   */
  String ended(String host, String why) {
    return ended.formatted(host) + why;
  }
}
