package fairlead.access;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Begins the login of a person who was signed in by {@link ProviderSignIn}. */
@WebServlet(SignInCallback.PATH)
public final class SignInCallback extends HttpServlet {
  static final String PATH = "/sign-in/arrival";

  private static final long serialVersionUID = 1;

  @Inject private transient Logins logins;
  @Inject private transient IdTokens idTokens;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    if (idTokens.use()) {
      logins.begin(request, logins.take(request));
    } else if (logins.use(request).isEmpty()) {
      ServerLogin.end(request, response);
      SeeOther.own(request, response, "/sign-in.html");
      return;
    }
    SeeOther.own(request, response, "/");
  }
}
