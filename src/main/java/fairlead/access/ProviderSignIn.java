package fairlead.access;

import fairlead.access.AccessMetrics.SignInOutcome;
import fairlead.telemetry.Log;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;

/**
 * The sign-in by an OpenID provider: the server redirects to the provider and checks the answer.
 *
 * <p>The browser comes back by a redirect from another site, and with such a request it does not
 * send {@code SameSite=Strict} cookies, so an existing session would not be found. Therefore this
 * servlet only answers with a page that continues to {@link SignInCallback}.
 */
@WebServlet("/sign-in/provider")
public final class ProviderSignIn extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Log LOG = Log.of(ProviderSignIn.class);

  private static final String AGAIN = "again";

  /** The server's cookie with the parameters of the return from the provider. */
  private static final String CODE_COOKIE = "WASOidcCode";

  @Inject private transient AccessMetrics metrics;
  @Inject private transient IdTokens idTokens;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // Makes the server redirect to the provider. On the way back the request has a principal.
    ProviderAnswer answer = new ProviderAnswer(response);
    if (request.getUserPrincipal() == null && !request.authenticate(answer)) {
      if (answer.refused()) {
        refused(request, response);
      }
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
      // The login cookie belongs to a login that has ended. Without the cookie the server asks the
      // provider.
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

  /** The server's own log has the reason. */
  private void refused(HttpServletRequest request, HttpServletResponse response) {
    boolean returned = returned(request);
    metrics.signIn(returned ? SignInOutcome.REFUSED : SignInOutcome.UNAVAILABLE);
    LOG.log(
        Level.WARNING,
        returned
            ? "A sign-in from {0} by the provider was not completed"
            : "Nobody can sign in by the provider from {0}: the provider does not answer",
        request.getRemoteAddr());
    SeeOther.own(
        request, response, returned ? "/sign-in.html?unfinished" : "/sign-in.html?unreachable");
  }

  /** Whether the request carries what the provider sent back. */
  private static boolean returned(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies != null
        && Stream.of(cookies).anyMatch(one -> one.getName().startsWith(CODE_COOKIE));
  }
}
