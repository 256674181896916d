package fairlead.access;

import fairlead.access.AccessMetrics.SignInOutcome;
import fairlead.telemetry.Log;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The way to an OpenID provider and back: the server sends people there, and checks what they
 * bring.
 *
 * <p>They arrive by a redirect from another site, and with such a request a browser does not send
 * the cookies that {@code SameSite=Strict} keeps to our own pages: the session that may be there
 * already would be taken for none. So this page does no more than to go on to {@link
 * SignInCallback}.
 */
@WebServlet("/sign-in/provider")
public final class ProviderSignIn extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Log LOG = Log.of(ProviderSignIn.class);

  private static final String AGAIN = "again";

  @Inject private transient AccessMetrics metrics;
  @Inject private transient IdTokens idTokens;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // Asks the server to send them to the provider. On their way back it knows them.
    if (request.getUserPrincipal() == null && !request.authenticate(response)) {
      return;
    }
    String name = request.getUserPrincipal().getName();
    if (Person.roles(request::isUserInRole).isEmpty()) {
      metrics.signIn(SignInOutcome.REFUSED);
      LOG.log(Level.INFO, "{0} was refused: the provider sent no group that has a role", name);
      ServerLogin.end(request, response);
      SeeOther.own(request, response, "/sign-in.html?roleless");
      return;
    }
    if (!idTokens.unused()) {
      // The server's login cookie of a login that is over: without it the provider is asked.
      ServerLogin.end(request, response);
      boolean again = AGAIN.equals(request.getQueryString());
      SeeOther.own(request, response, again ? "/sign-in.html" : "/sign-in/provider?" + AGAIN);
      return;
    }
    metrics.signIn(SignInOutcome.SUCCESS);
    LOG.log(Level.INFO, "{0} signed in from {1}, by the provider", name, request.getRemoteAddr());
    String next = request.getContextPath() + SignInCallback.PATH;
    response.setHeader("Refresh", "0; url=" + next);
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .write(
            "<!doctype html><html lang=\"en\"><title>Signed in · Fairlead</title>"
                + "<p><a href=\""
                + next
                + "\">You are signed in. Continue.</a></html>");
  }
}
