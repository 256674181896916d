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
 * The ID tokens that a provider signed people in with. Each begins one login: the server's login
 * cookie brings the same token again with every request, also after the sign-out.
 */
@ApplicationScoped
public class IdTokens {
  @Inject LoginSettings settings;

  /** When it was used, by its hash. */
  private final Map<String, Long> used = new HashMap<>();

  /** That of this thread's caller; nothing if no provider had signed them in. */
  static Optional<String> current() {
    try {
      Subject caller = WSSubject.getCallerSubject();
      if (caller != null) {
        // The server's own API for it is there only while openidConnectClient-1.0 is.
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

  /** Whether no login was begun with this thread's caller's one; from now on one was. */
  boolean use() {
    return current().map(token -> use(token, System.nanoTime())).orElse(false);
  }

  /** Whether a login could be begun with this thread's caller's one. */
  synchronized boolean unused() {
    return current().map(token -> !used.containsKey(hash(token))).orElse(false);
  }

  private synchronized boolean use(String token, long now) {
    // A login cookie that is older brings nobody in.
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
