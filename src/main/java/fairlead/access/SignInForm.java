package fairlead.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that one of our pages sent, in UTF-8. */
final class SignInForm {
  private final Map<String, String> fields = new HashMap<>();

  private SignInForm() {}

  /**
   * Reads {@code application/x-www-form-urlencoded}.
   *
   * @return empty if the body is malformed or has a field twice
   */
  static Optional<SignInForm> parse(byte[] body) {
    SignInForm form = new SignInForm();
    try {
      for (String pair : new String(body, ISO_8859_1).split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        if (form.fields.putIfAbsent(decoded(name), decoded(value)) != null) {
          return Optional.empty();
        }
      }
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return Optional.of(form);
  }

  /** The field's text, or null. */
  String field(String name) {
    return fields.get(name);
  }

  private static String decoded(String text) {
    // Bytes that were not encoded are UTF-8, too.
    String whole = new String(text.getBytes(ISO_8859_1), UTF_8);
    return URLDecoder.decode(whole, UTF_8);
  }
}
