package fairlead.terminal;

/** The right to attach once, for one login; a new one voids the one before. */
final class ResumeToken {
  private String token;
  private String login;

  synchronized String issue(String forLogin) {
    token = ResumeTokens.next();
    login = forLogin;
    return token;
  }

  /** Takes the token back: true once, and only in the login it was issued for. */
  synchronized boolean redeem(String offered, String byLogin) {
    boolean good = ResumeTokens.same(token, offered) && byLogin.equals(login);
    if (good) {
      token = null;
    }
    return good;
  }
}
