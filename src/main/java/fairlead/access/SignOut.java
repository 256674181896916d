package fairlead.access;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Ends the login and with it its terminals. */
@WebServlet("/sign-out")
public final class SignOut extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient SignInSettings settings;
  @Inject private transient Event<SignedOut> signedOut;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // Nobody is signed in when the login has run out: then there is nothing to end.
    String next = "/sign-in.html?out";
    if (request.getUserPrincipal() != null) {
      next = settings.providerSignOut().flatMap(ProviderSignOut::location).orElse(next);
      signOut(request, signedOut);
    }
    if ("application/json".equals(request.getHeader("Accept"))) {
      // A script cannot see where a redirect leads.
      response.setContentType("application/json;charset=UTF-8");
      response.getWriter().write(Json.createObjectBuilder().add("next", next).build().toString());
    } else {
      seeOther(response, next);
    }
  }

  static void signOut(HttpServletRequest request, Event<SignedOut> signedOut)
      throws ServletException {
    HttpSession session = request.getSession(false);
    String login = session == null ? null : Logins.end(session);
    request.logout();
    if (login != null) {
      signedOut.fire(new SignedOut(login, true));
    }
  }

  // sendRedirect would write an absolute address, taken from the Host header.
  static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }
}
