package fairlead.ssh;

/**
 * A terminal's window in character cells.
 *
 * @param columns 2 to 1000
 * @param rows 1 to 1000
 */
public record Size(int columns, int rows) {
  private static final int MOST = 1000;

  public Size {
    if (columns < 2 || columns > MOST) {
      throw new IllegalArgumentException("columns: " + columns + " (expected: 2..1000)");
    }
    if (rows < 1 || rows > MOST) {
      throw new IllegalArgumentException("rows: " + rows + " (expected: 1..1000)");
    }
  }

  /** The nearest valid size; NaN becomes the smallest value. */
  public static Size clamped(double columns, double rows) {
    return new Size((int) clamp(columns, 2), (int) clamp(rows, 1));
  }

  private static double clamp(double value, int least) {
    return Double.isNaN(value) ? least : Math.max(least, Math.min(MOST, value));
  }
}
