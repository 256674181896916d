package fairlead.files;

import fairlead.ssh.RemoteFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Identifies one state of a file (RFC 9110 §8.8.3). SFTP reports modification times in whole
 * seconds, so a file that has just changed may change again with the same tag. Until it has not
 * changed for a minute, its tag is weak.
 *
 * @param weak whether another content may have the same tag
 */
record EntityTag(String opaque, boolean weak) {
  /** More than a second, because the host's clock may be behind this server's. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  static EntityTag of(RemoteFile file, Instant now) {
    // Files of the kernel, as in /proc, report the size 0 whatever they contain.
    boolean settled = file.size() > 0 && file.modified().plus(SETTLED).isBefore(now);
    String opaque = "\"" + file.size() + "-" + file.modified().getEpochSecond() + "\"";
    return new EntityTag(opaque, !settled);
  }

  String header() {
    return weak ? "W/" + opaque : opaque;
  }

  /** Whether {@code If-Match} is satisfied; a weak tag never matches (§13.1.1). */
  boolean matches(String ifMatch) {
    return ifMatch.strip().equals("*")
        || (!weak && Arrays.asList(ifMatch.strip().split("\\s*,\\s*")).contains(opaque));
  }

  /** Whether {@code If-Range} allows a range to be sent; a weak tag never does (§13.1.5). */
  boolean satisfies(String ifRange) {
    return !weak && opaque.equals(ifRange);
  }
}
