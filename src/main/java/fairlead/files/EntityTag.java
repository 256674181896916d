package fairlead.files;

import fairlead.ssh.RemoteFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Tells one state of a file from another (RFC 9110 §8.8.3). SFTP tells the time of a change in
 * whole seconds, so a file that has just changed may change again unnoticed: its tag is weak.
 *
 * @param weak whether the same tag may stand for other bytes
 */
record EntityTag(String opaque, boolean weak) {
  /** A second, and what the host's clock may be behind this server's. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  static EntityTag of(RemoteFile file, Instant now) {
    // Files of the kernel are said to be empty, whatever they hold.
    boolean settled = file.size() > 0 && file.modified().plus(SETTLED).isBefore(now);
    String opaque = "\"" + file.size() + "-" + file.modified().getEpochSecond() + "\"";
    return new EntityTag(opaque, !settled);
  }

  String header() {
    return weak ? "W/" + opaque : opaque;
  }

  /** Whether this is the state that {@code If-Match} wants; a weak tag is none (§13.1.1). */
  boolean matches(String ifMatch) {
    return ifMatch.strip().equals("*")
        || (!weak && Arrays.asList(ifMatch.strip().split("\\s*,\\s*")).contains(opaque));
  }

  /** Whether a range may be sent for this {@code If-Range}: no weak tag allows it (§13.1.5). */
  boolean satisfies(String ifRange) {
    return !weak && opaque.equals(ifRange);
  }
}
