package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes identifiers and tokens that cannot be guessed: 144 random bits, as 24 URL-safe characters.
 */
final class ResumeTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ResumeTokens() {}

  static String next() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** Compares in constant time; false for null. */
  static boolean same(String issued, String offered) {
    return issued != null && MessageDigest.isEqual(issued.getBytes(UTF_8), offered.getBytes(UTF_8));
  }
}
