package fairlead.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * The lines that a host sends before the one with its version (RFC 4253 §4.2), which JSch passes
 * over: they may say why none comes, such as "Exceeded MaxStartups".
 */
final class Greeting {
  private static final int MOST = 2_048;
  private static final String VERSION = "SSH-";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean over;

  /** Takes in what came from the host. */
  synchronized void heard(byte[] from, int offset, int count) {
    if (!over && count > 0) {
      bytes.write(from, offset, Math.min(count, MOST - bytes.size()));
      String text = bytes.toString(ISO_8859_1);
      over = bytes.size() == MOST || text.startsWith(VERSION) || text.contains("\n" + VERSION);
    }
  }

  /** The lines, without the version. */
  synchronized String text() {
    String all = bytes.toString(UTF_8);
    int version = all.startsWith(VERSION) ? 0 : all.indexOf("\n" + VERSION);
    return HostText.shown(version < 0 ? all : all.substring(0, version), MOST).strip();
  }
}
