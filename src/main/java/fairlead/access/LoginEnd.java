package fairlead.access;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Ends logins whose HTTP session the server has ended. */
public final class LoginEnd implements HttpSessionListener {
  @Inject private Logins logins;

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    logins.sessionEnded(event.getSession());
  }
}
