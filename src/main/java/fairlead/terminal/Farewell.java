package fairlead.terminal;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

/**
 * Ends all terminals when the application is stopped, before the server does anything to their
 * sockets. It answers no requests (web.xml maps nothing to it): of all that an application is told
 * of its end, the end of its servlets comes first.
 *
 * <p>After that Open Liberty ends the HTTP sessions, as if everybody had been idle for too long,
 * and then writes a close frame to every socket that is still open: also into one that a frame is
 * being written to. The end of that frame is never told, and a thread that reads the peer's answer
 * waits for it for ever, and holds the application and the server's end (26.0.0.5).
 */
public final class Farewell extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient Terminals terminals;

  @Override
  public void destroy() {
    terminals.leave();
  }
}
