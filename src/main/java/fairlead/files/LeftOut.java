package fairlead.files;

/** What an archive lacks, and why; a bounded number of lines. */
final class LeftOut {
  private final int most;
  private final StringBuilder lines = new StringBuilder();
  private int count;

  /**
   * @param most lines
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

  /** Empty when nothing is left out. */
  String text() {
    return count <= most ? lines.toString() : lines + "and " + (count - most) + " more\n";
  }
}
