package fairlead.terminal;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

/**
 * Ends all terminals when the application is stopped, before the server does anything to their
 * sockets. It answers no requests (web.xml maps no path to it): it is a servlet because a servlet's
 * {@code destroy} is the first callback when an application stops.
 *
 * <p>After that Open Liberty expires all HTTP sessions, and then writes a close frame to every
 * socket that is still open, even while another frame is being written. The end of that frame is
 * then never reported, and the thread that reads the peer's answer waits for it forever, so that
 * neither the application nor the server stops (26.0.0.5).
 */
public final class Farewell extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient Terminals terminals;

  @Override
  public void destroy() {
    terminals.leave();
  }
}
