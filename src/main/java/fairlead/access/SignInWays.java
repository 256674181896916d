package fairlead.access;

import fairlead.failure.Failure;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells the sign-in page what it may offer. */
@WebServlet("/sign-in/ways")
public final class SignInWays extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient SignInSettings settings;
  @Inject private transient Accounts accounts;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (ErrorPage.seen(request)) {
      ErrorPage.write(request, response, Failure.NO_PAGE.status(), Failure.NO_PAGE.sentence());
      return;
    }
    JsonObjectBuilder ways = Json.createObjectBuilder().add("form", settings.form());
    accounts.missing().ifPresent(what -> ways.add("missing", what));
    settings.provider().ifPresent(name -> ways.add("provider", name));
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().write(ways.build().toString());
  }
}
