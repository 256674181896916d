package fairlead.health;

import java.util.Objects;

/**
 * The result of one run of a probe.
 *
 * @param up whether it is well
 * @param note the reason if it is not up, or a remark; public, so without secrets; may be empty
 */
public record ProbeResult(boolean up, String note) {
  public ProbeResult {
    Objects.requireNonNull(note);
  }

  /** Up. */
  public static ProbeResult well() {
    return new ProbeResult(true, "");
  }

  /** Up, with a remark. */
  public static ProbeResult well(String note) {
    return new ProbeResult(true, note);
  }

  /** Down, with the reason. */
  public static ProbeResult down(String why) {
    return new ProbeResult(false, why);
  }
}
