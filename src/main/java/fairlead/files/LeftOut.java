package fairlead.files;

/** The list of what is left out of an archive, and why; limited in lines. */
final class LeftOut {
  private final int most;
  private final StringBuilder lines = new StringBuilder();
  private int count;

  /**
   * @param most maximum number of lines
   */
  LeftOut(int most) {
    this.most = most;
  }

  void add(String name, String why) {
    count++;
    if (count <= most) {
      lines.append(name).append(": ").append(why).append('\n');
    }
  }

  /** The list; an empty string if nothing is left out. */
  String text() {
    return count <= most ? lines.toString() : lines + "and " + (count - most) + " more\n";
  }
}
