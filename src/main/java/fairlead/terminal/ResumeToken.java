package fairlead.terminal;

/**
 * The token with which one login may attach once. Issuing a new one invalidates the previous one.
 */
final class ResumeToken {
  private String token;
  private String login;

  synchronized String issue(String forLogin) {
    token = ResumeTokens.next();
    login = forLogin;
    return token;
  }

  /** Uses up the token: true only once, and only in the login that it was issued for. */
  synchronized boolean redeem(String offered, String byLogin) {
    boolean good = ResumeTokens.same(token, offered) && byLogin.equals(login);
    if (good) {
      token = null;
    }
    return good;
  }
}
