package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.websphere.security.WSSecurityException;
import com.ibm.websphere.security.auth.WSSubject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;

/**
 * The ID tokens with which a provider signed people in. Each can begin one login only: the server's
 * login cookie carries the same token with every request, even after a sign-out.
 */
@ApplicationScoped
public class IdTokens {
  private LoginSettings settings;

  /** From the hash of a token to when it was used, as of {@link System#nanoTime}. */
  private final Map<String, Long> used = new HashMap<>();

  /** For the CDI container. */
  protected IdTokens() {}

  @Inject
  IdTokens(LoginSettings settings) {
    this.settings = settings;
  }

  /** The ID token of this thread's caller; empty if no provider signed them in. */
  static Optional<String> current() {
    try {
      Subject caller = WSSubject.getCallerSubject();
      if (caller != null) {
        // The server's own API for it exists only with the feature openidConnectClient-1.0.
        for (Hashtable<?, ?> properties : caller.getPrivateCredentials(Hashtable.class)) {
          if (properties.get("id_token") instanceof String idToken) {
            return Optional.of(idToken);
          }
        }
      }
      return Optional.empty();
    } catch (WSSecurityException e) {
      throw new IllegalStateException("The caller cannot be determined", e);
    }
  }

  /**
   * Marks the caller's ID token as used. False if there is none, or a login was begun with it
   * before.
   */
  boolean use() {
    return current().map(token -> use(token, System.nanoTime())).orElse(false);
  }

  /** Whether the caller has an ID token with which no login was begun. */
  synchronized boolean unused() {
    return current().map(token -> !used.containsKey(hash(token))).orElse(false);
  }

  private synchronized boolean use(String token, long now) {
    // By then the login cookie with this token has expired.
    long most = settings.lifetime().multipliedBy(2).toNanos();
    used.values().removeIf(since -> now - since > most);
    return used.putIfAbsent(hash(token), now) == null;
  }

  private static String hash(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
