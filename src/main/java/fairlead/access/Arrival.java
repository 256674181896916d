package fairlead.access;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Begins the login of whom {@link ProviderSignIn} has sent here. */
@WebServlet(Arrival.PATH)
public final class Arrival extends HttpServlet {
  static final String PATH = "/sign-in/arrival";

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Logins.beginAnew(request, response);
    SignOut.seeOther(response, "/");
  }
}
