package fairlead.health;

import java.util.Objects;

/**
 * What a probe has found.
 *
 * @param up whether it is well
 * @param note why not, or what else should be known; shown to everybody, so without secrets; may be
 *     empty
 */
public record Finding(boolean up, String note) {
  public Finding {
    Objects.requireNonNull(note);
  }

  /** All is well. */
  public static Finding well() {
    return new Finding(true, "");
  }

  /** Well, and something to say. */
  public static Finding well(String note) {
    return new Finding(true, note);
  }

  /** Not well, and why. */
  public static Finding down(String why) {
    return new Finding(false, why);
  }
}
