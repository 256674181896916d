package fairlead.health;

import java.util.Objects;

/**
 * What a probe has found.
 *
 * @param up whether it is well
 * @param note why not, or what else should be known; shown to everybody, so without secrets; may be
 *     empty
 */
public record ProbeResult(boolean up, String note) {
  public ProbeResult {
    Objects.requireNonNull(note);
  }

  /** All is well. */
  public static ProbeResult well() {
    return new ProbeResult(true, "");
  }

  /** Well, and something to say. */
  public static ProbeResult well(String note) {
    return new ProbeResult(true, note);
  }

  /** Not well, and why. */
  public static ProbeResult down(String why) {
    return new ProbeResult(false, why);
  }
}
