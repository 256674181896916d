package fairlead.access;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Tells of logins that end by themselves: the session was idle too long. */
public final class LoginEnd implements HttpSessionListener {
  @Inject private Event<SignedOut> signedOut;

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    String login = Logins.of(event.getSession());
    if (login != null) {
      signedOut.fire(new SignedOut(login, false));
    }
  }
}
