package fairlead.access;

import fairlead.telemetry.EarlyAnswers;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Set;

/**
 * Stands before everything: headers on every answer, and a refusal before the upgrade for every
 * request that must not pass. It does not rely on the constraints in web.xml.
 */
public final class AccessFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  // No OPTIONS: nobody is granted CORS. No TRACE: it would echo cookies.
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE");
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private record Refusal(int status, String message) {}

  @Inject private transient AccessSettings settings;
  @Inject private transient AccessMetrics metrics;
  @Inject private transient OpenTelemetry telemetry;
  @Inject private transient Tokens tokens;

  private transient Origins origins;
  private transient Counts sockets;
  private transient EarlyAnswers spans;

  @Override
  public void init() {
    origins = new Origins(settings.origins());
    sockets = new Counts(settings.socketsPerMinute(), Duration.ofMinutes(1), System::nanoTime);
    spans = new EarlyAnswers(telemetry);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Area area = Area.of(request);
    SecurityHeaders.set(response, immutable(request));
    Refusal refusal = refusal(request, area);
    if (refusal == null) {
      chain.doFilter(request, response);
      return;
    }
    boolean toSignIn =
        refusal.status() == 401 && (area == Area.PAGE || area == Area.PROVIDER) && reads(request);
    int status = toSignIn ? HttpServletResponse.SC_SEE_OTHER : refusal.status();
    spans.answer(request, response, status, area.route(Area.path(request)), refusal.message());
    if (toSignIn) {
      response.setStatus(status);
      response.setHeader("Location", "/sign-in.html");
    } else {
      metrics.refused(status);
      Failures.write(response, status, refusal.message());
    }
  }

  /** Why the request must not pass, or null. */
  private Refusal refusal(HttpServletRequest request, Area area) {
    if (!METHODS.contains(request.getMethod())) {
      return new Refusal(405, Failures.sentence(405));
    }
    return switch (area) {
      case PUBLIC -> reads(request) ? null : new Refusal(405, "This address can only be read.");
      case SIGN -> ownOrigin(request) ? null : foreign();
      case PROVIDER -> provider(request);
      case CLOSED -> new Refusal(404, Failures.sentence(404));
      case PAGE -> unknown(request, false);
      case API -> api(request);
      case SOCKET -> socket(request);
    };
  }

  /** Whoever comes back has no session yet that the browser would send. */
  private static Refusal provider(HttpServletRequest request) {
    if (!reads(request)) {
      return new Refusal(405, "This address can only be read.");
    }
    return request.getUserPrincipal() == null ? new Refusal(401, Failures.sentence(401)) : null;
  }

  private Refusal api(HttpServletRequest request) {
    Refusal unknown = unknown(request, false);
    // A browser sends no token by itself, as it does with cookies: nobody can be made to.
    if (unknown != null || reads(request) || Tokens.noted(request)) {
      return unknown;
    }
    return "1".equals(request.getHeader("X-Fairlead")) && ownOrigin(request) ? null : foreign();
  }

  private Refusal socket(HttpServletRequest request) {
    // Before the sign-in, so that another site learns nothing about whether someone is signed in.
    boolean program = request.getHeader("Origin") == null;
    if (!program && !ownOrigin(request)) {
      return foreign();
    }
    Refusal unknown = unknown(request, true);
    if (unknown != null) {
      return unknown;
    }
    String name = request.getUserPrincipal().getName();
    if (program && !Tokens.noted(request) && !settings.withoutOrigin().contains(name)) {
      return new Refusal(
          403,
          "The request has no Origin. fairlead.access.without-origin names the accounts of programs"
              + " that need none.");
    }
    if (!sockets.tryAdd(name)) {
      return new Refusal(
          429, "You opened too many connections in a short time. Wait a minute and try again.");
    }
    Tokens.limit(request);
    return null;
  }

  /**
   * Refuses who is not signed in or has no role; begins a login where there is none yet.
   *
   * @param socket gets a session from the server in any case, also for a token
   */
  private Refusal unknown(HttpServletRequest request, boolean socket) {
    if (request.getUserPrincipal() == null || !tokens.note(request)) {
      return new Refusal(401, Failures.sentence(401));
    }
    if (Person.roles(request::isUserInRole).isEmpty()) {
      return new Refusal(
          403,
          "Your account has none of the roles operator, auditor, admin. Ask an administrator for"
              + " one.");
    }
    return (Tokens.noted(request) && !socket) || Logins.begin(request)
        ? null
        : new Refusal(401, "This browser is signed in as another person. Sign in again.");
  }

  private boolean ownOrigin(HttpServletRequest request) {
    return origins.allows(
        request.getHeader("Origin"),
        request.getScheme(),
        request.getServerName(),
        request.getServerPort());
  }

  private static Refusal foreign() {
    return new Refusal(403, "This request was not sent by a page of this server.");
  }

  // What is missing today may be there after the next deployment.
  private static boolean immutable(HttpServletRequest request) throws MalformedURLException {
    String path = Area.path(request);
    return path.startsWith("/assets/") && request.getServletContext().getResource(path) != null;
  }

  private static boolean reads(HttpServletRequest request) {
    return READS.contains(request.getMethod());
  }
}
