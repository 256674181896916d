package fairlead.access;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ends the login. */
@WebServlet(urlPatterns = "/sign-out", asyncSupported = true)
public final class SignOut extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient SignInSettings settings;
  @Inject private transient Logins logins;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // Without a principal the login has expired, and the provider cannot be told.
    String base = request.getContextPath();
    String next = base + "/sign-in.html?out";
    if (request.getUserPrincipal() != null) {
      next = settings.providerSignOut().flatMap(provider -> provider.location(base)).orElse(next);
    }
    // Also without the server's login cookie: the session may still carry a login.
    logins.end(request);
    ServerLogin.end(request, response);
    if ("application/json".equals(request.getHeader("Accept"))) {
      // A script cannot see where a redirect leads.
      response.setContentType("application/json;charset=UTF-8");
      response.getWriter().write(Json.createObjectBuilder().add("next", next).build().toString());
    } else {
      SeeOther.answer(response, next);
    }
  }
}
