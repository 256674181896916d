package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/**
 * The provider's sign-out (OpenID Connect RP-Initiated Logout 1.0): without it, the next click on
 * "sign in" would let the same person in again without a question.
 *
 * @param url the provider's {@code end_session_endpoint}
 * @param address of Fairlead, to return to; without it the browser stays at the provider
 */
record ProviderSignOut(String url, Optional<String> address) {

  /**
   * The URL to which this thread's caller is redirected; empty if no provider signed them in.
   *
   * @param base path of Fairlead at its address, without a slash at its end
   */
  Optional<String> location(String base) {
    return IdTokens.current().map(token -> location(token, base));
  }

  String location(String idToken, String base) {
    String hint = url + (url.contains("?") ? "&" : "?") + "id_token_hint=" + encode(idToken);
    return address
        .map(
            back -> hint + "&post_logout_redirect_uri=" + encode(back + base + "/sign-in.html?out"))
        .orElse(hint);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
