package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The header that makes a browser save a response as a file (RFC 6266). */
final class ContentDisposition {
  /** Characters that need no encoding, besides letters and digits (RFC 8187 §3.2.1). */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  /**
   * @param name any text; the browser turns it into a valid file name
   */
  static String header(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : name.getBytes(UTF_8)) {
      boolean plain = one > 0 && (Character.isLetterOrDigit((char) one) || PLAIN.indexOf(one) >= 0);
      if (plain) {
        encoded.append((char) one);
      } else {
        encoded.append(String.format("%%%02X", one & 0xff));
      }
    }
    return "attachment; filename*=UTF-8''" + encoded;
  }
}
