package fairlead.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * The absolute path of a file on a host. Names on a host are bytes in an unknown encoding and need
 * not be text, so each byte is kept as one {@code char}.
 *
 * @param bytes begins with a slash; each {@code char} from 1 to 255 is a byte; no part is {@code .}
 *     or {@code ..}
 */
public record RemotePath(String bytes) {
  /** Linux takes 4,096 bytes with the end mark (PATH_MAX). */
  private static final int LENGTH = 4_095;

  private static final Pattern DOTS = Pattern.compile("/[.]{1,2}(/|$)");

  public static final RemotePath ROOT = new RemotePath("/");

  public RemotePath {
    if (!bytes.startsWith("/")
        || bytes.length() > LENGTH
        || bytes.chars().anyMatch(one -> one == 0 || one > 255)) {
      throw new IllegalArgumentException(
          "path of " + bytes.length() + " bytes (expected: absolute, at most 4095, no NUL)");
    }
    if (bytes.contains("//")) {
      bytes = bytes.replaceAll("/+", "/");
    }
    if (bytes.length() > 1 && bytes.endsWith("/")) {
      bytes = bytes.substring(0, bytes.length() - 1);
    }
    if (bytes.contains("/.") && DOTS.matcher(bytes).find()) {
      // Only the host knows where it leads: see FileSession.resolve.
      throw new IllegalArgumentException("path with . or .. in it (expected: resolved)");
    }
  }

  /**
   * Decodes a path.
   *
   * @param encoded a path as in a URI, where bytes that are not plain characters are written as
   *     {@code %XX}
   * @throws IllegalArgumentException if it is not a valid path
   */
  public static RemotePath ofUri(String encoded) {
    StringBuilder bytes = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char one = encoded.charAt(i);
      if (one == '%') {
        if (i + 2 >= encoded.length()) {
          throw new IllegalArgumentException(
              "path: a percent sign alone (expected: two hex digits after it)");
        }
        one = (char) Integer.parseInt(encoded, i + 1, i + 3, 16);
        i += 2;
      }
      bytes.append(one);
    }
    return new RemotePath(bytes.toString());
  }

  /** The path as in a URI; {@link #ofUri} decodes it. */
  public String uri() {
    StringBuilder encoded = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char one = bytes.charAt(i);
      boolean plain = one < 128 && (Character.isLetterOrDigit(one) || "/-._~".indexOf(one) >= 0);
      if (plain) {
        encoded.append(one);
      } else {
        encoded.append(String.format("%%%02X", (int) one));
      }
    }
    return encoded.toString();
  }

  /**
   * A file in this directory.
   *
   * @param name one {@code char} for each byte
   * @throws IllegalArgumentException if it is not a valid file name
   */
  public RemotePath child(String name) {
    if (!takes(name)) {
      throw new IllegalArgumentException("a name of " + name.length() + " bytes is no file's name");
    }
    return new RemotePath(bytes.equals("/") ? "/" + name : bytes + "/" + name);
  }

  /**
   * Whether a file in this directory can have this name. A host may send names that are not valid.
   */
  public boolean takes(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0
        && bytes.length() + 1 + name.length() <= LENGTH;
  }

  /** The parent directory; the root is its own parent. */
  public RemotePath parent() {
    int slash = bytes.lastIndexOf('/');
    return slash == 0 ? ROOT : new RemotePath(bytes.substring(0, slash));
  }

  /** The last part, one {@code char} for each byte; empty for the root. */
  public String name() {
    return bytes.substring(bytes.lastIndexOf('/') + 1);
  }

  /**
   * The last part as people see it, on the page and in the names of downloads: decoded as UTF-8,
   * with U+FFFD in place of invalid bytes, control characters and characters that change the
   * direction of text.
   */
  public String shownName() {
    return shown(name());
  }

  /** The whole path, decoded like {@link #shownName}. */
  public String shown() {
    return shown(bytes);
  }

  /** Leaves out the path, which may be confidential, so that it is never logged by accident. */
  @Override
  public String toString() {
    return "a path of " + bytes.length() + " bytes";
  }

  private static String shown(String bytes) {
    String text = new String(bytes.getBytes(ISO_8859_1), UTF_8);
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .map(one -> Character.isISOControl(one) || HostText.isDirection(one) ? 0xFFFD : one)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** The bytes of a text, one {@code char} each. */
  public static String bytesOf(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
