package fairlead.ssh.jsch;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.HostText;
import java.io.ByteArrayOutputStream;

/**
 * The lines that a host sends before the one with its version (RFC 4253 §4.2), which JSch skips:
 * they may say why no version comes, such as "Exceeded MaxStartups". JSch reads them without a
 * limit; {@link #endless} sets one.
 */
final class Greeting {
  /** Bytes that are kept, to be shown. */
  private static final int KEPT = 2_048;

  /** Bytes before the version: a host that sends more speaks no SSH. */
  private static final int MOST = 64 * 1024;

  private static final String VERSION = "SSH-";

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int count;

  /** Bytes of {@link #VERSION} that this line begins with; -1 when it begins otherwise. */
  private int matched;

  /** Takes bytes that the host sent. */
  synchronized void heard(byte[] from, int offset, int length) {
    for (int at = offset; at < offset + length && !versionCame() && count <= MOST; at++) {
      heard(from[at]);
    }
  }

  private void heard(byte one) {
    count++;
    if (kept.size() < KEPT) {
      kept.write(one);
    }
    if (one == '\n') {
      matched = 0;
    } else if (matched >= 0) {
      matched = one == VERSION.charAt(matched) ? matched + 1 : -1;
    }
  }

  private boolean versionCame() {
    return matched == VERSION.length();
  }

  /** Whether the host sent more than a greeting may have, without a version. */
  synchronized boolean endless() {
    return count > MOST;
  }

  /** The lines, without the version. */
  synchronized String text() {
    String all = kept.toString(UTF_8);
    boolean version = versionCame() && all.endsWith(VERSION);
    return HostText.shown(version ? all.substring(0, all.length() - VERSION.length()) : all, KEPT)
        .strip();
  }
}
