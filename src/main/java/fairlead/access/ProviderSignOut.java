package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.websphere.security.WSSecurityException;
import com.ibm.websphere.security.auth.WSSubject;
import java.net.URLEncoder;
import java.util.Hashtable;
import java.util.Optional;
import javax.security.auth.Subject;

/**
 * The provider's sign-out (OpenID Connect RP-Initiated Logout 1.0): without it, the next click on
 * "sign in" would let the same person in again without a question.
 *
 * @param url the provider's {@code end_session_endpoint}
 * @param address of Fairlead, for the way back; without it people stay at the provider
 */
record ProviderSignOut(String url, Optional<String> address) {

  /** Where to go for this thread's caller; nothing if no provider had signed them in. */
  Optional<String> location() {
    return idToken().map(this::location);
  }

  String location(String idToken) {
    String hint = url + (url.contains("?") ? "&" : "?") + "id_token_hint=" + encode(idToken);
    return address
        .map(back -> hint + "&post_logout_redirect_uri=" + encode(back + "/sign-in.html?out"))
        .orElse(hint);
  }

  private static Optional<String> idToken() {
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
      throw new IllegalStateException("The caller cannot be told", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
