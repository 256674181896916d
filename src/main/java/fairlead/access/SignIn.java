package fairlead.access;

import fairlead.access.AccessMetrics.SignInOutcome;
import fairlead.failure.Failure;
import fairlead.telemetry.Log;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs a person in with the server's user registry. The form login of the server itself cannot
 * limit how often passwords are tried.
 */
@WebServlet(urlPatterns = "/sign-in", asyncSupported = true)
public final class SignIn extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Log LOG = Log.of(SignIn.class);
  private static final int FORM_BYTES = 8192;
  private static final int NAME_CHARACTERS = 256;

  @Inject private transient SignInSettings settings;
  @Inject private transient Accounts accounts;
  @Inject private transient Registry registry;
  @Inject private transient SignInLimit limit;
  @Inject private transient AccessMetrics metrics;
  @Inject private transient Logins logins;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!settings.form()) {
      SeeOther.own(request, response, "/sign-in.html");
      return;
    }
    byte[] body = request.getInputStream().readNBytes(FORM_BYTES + 1);
    if (body.length > FORM_BYTES) {
      ErrorPage.write(request, response, Failure.TOO_LARGE.status(), BodyReader.TOO_LARGE);
      return;
    }
    Optional<SignInForm> form = SignInForm.parse(body);
    String name = form.map(fields -> fields.field("j_username")).orElse(null);
    String password = form.map(fields -> fields.field("j_password")).orElse(null);
    // A password in the URI would be in every proxy's log, so a request with a query is refused
    // even if the form is complete.
    if (name == null
        || password == null
        || request.getQueryString() != null
        || name.length() > NAME_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      SeeOther.own(request, response, "/sign-in.html?failed");
      return;
    }
    String address = request.getRemoteAddr();
    Duration wait = limit.attempt(name, address);
    if (!wait.isZero()) {
      metrics.signIn(SignInOutcome.LIMITED);
      LOG.log(Level.WARNING, "Too many failed sign-ins, the last from {0}", address);
      SeeOther.own(request, response, "/sign-in.html?wait=" + (wait.toSeconds() + 1));
      return;
    }
    SignInOutcome outcome = signIn(request, response, name, password);
    metrics.signIn(outcome);
    SeeOther.own(
        request,
        response,
        switch (outcome) {
          case SUCCESS -> "/";
          case UNAVAILABLE ->
              accounts.missing().isPresent() ? "/sign-in.html?nobody" : "/sign-in.html?away";
          case REFUSED, LIMITED -> "/sign-in.html?failed";
        });
  }

  private SignInOutcome signIn(
      HttpServletRequest request, HttpServletResponse response, String name, String password) {
    String address = request.getRemoteAddr();
    // Checked before request.login, which logs the name that it refuses, and that may be a password
    // in the wrong field. It also keeps a person who mistypes a password signed in.
    Registry.Answer answer = registry.check(name, password);
    if (answer != Registry.Answer.GOOD) {
      return refused(answer, address);
    }
    Optional<Login> before = logins.take(request);
    boolean begun = false;
    try {
      if (request.getUserPrincipal() != null) {
        ServerLogin.end(request, response);
      }
      request.login(name, password);
      if (Person.roles(request::isUserInRole).isEmpty()) {
        ServerLogin.end(request, response);
        LOG.log(Level.INFO, "A sign-in from {0} was refused: the account has no role", address);
        return SignInOutcome.REFUSED;
      }
      logins.begin(request, before);
      begun = true;
    } catch (ServletException refused) {
      return refused(Registry.Answer.WRONG, address);
    } finally {
      if (!begun) {
        before.ifPresent(one -> logins.end(one, true));
      }
    }
    limit.succeeded(name, address);
    LOG.log(Level.INFO, "{0} signed in from {1}", request.getUserPrincipal().getName(), address);
    return SignInOutcome.SUCCESS;
  }

  private SignInOutcome refused(Registry.Answer answer, String address) {
    return switch (answer) {
      case AWAY -> {
        LOG.log(Level.WARNING, "Nobody can sign in: the user registry does not answer");
        yield SignInOutcome.UNAVAILABLE;
      }
      case MISSING -> {
        LOG.log(Level.WARNING, accounts.missing().orElse("Nobody can sign in: no user registry"));
        yield SignInOutcome.UNAVAILABLE;
      }
      case GOOD, WRONG -> {
        // Without the typed name, which may be a password.
        LOG.log(Level.INFO, "A sign-in from {0} was refused", address);
        yield SignInOutcome.REFUSED;
      }
    };
  }
}
