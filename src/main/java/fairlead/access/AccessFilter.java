package fairlead.access;

import fairlead.builtin.BuiltInAppsInitializer;
import fairlead.failure.Failure;
import fairlead.telemetry.EarlyAnswers;
import fairlead.telemetry.Log;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The first filter: sets the security headers of every response, and refuses every request that
 * must not pass, sockets before the upgrade. It does not rely on the constraints in web.xml.
 */
public final class AccessFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  // No OPTIONS: nobody is granted CORS. No TRACE: it would echo cookies.
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE");
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private static final Log LOG = Log.of(AccessFilter.class);

  /** System property of Open Liberty: how many mappings from URI to servlet it caches. */
  private static final String MAPPING_CACHE = "invocationCacheSize";

  private record Refusal(Failure failure, String message) {
    Refusal(Failure failure) {
      this(failure, failure.sentence());
    }
  }

  /** The caller of a request that may pass, or the refusal. */
  private record Verdict(Caller caller, Refusal refusal) {
    static Verdict refused(Failure failure) {
      return refused(failure, failure.sentence());
    }

    static Verdict refused(Failure failure, String message) {
      return new Verdict(null, new Refusal(failure, message));
    }

    boolean passes() {
      return refusal == null;
    }

    boolean byToken() {
      return caller != null && caller.tokenEnd() != null;
    }
  }

  @Inject private transient AccessSettings settings;
  @Inject private transient SignInSettings signIn;
  @Inject private transient AccessMetrics metrics;
  @Inject private transient OpenTelemetry telemetry;
  @Inject private transient BearerTokens tokens;
  @Inject private transient Logins logins;
  @Inject private transient Answers answers;

  private transient Origins origins;
  private transient RateLimiter sockets;
  private transient EarlyAnswers spans;

  @Override
  public void init() {
    origins = new Origins(settings.origins());
    sockets = new RateLimiter(settings.socketsPerMinute(), Duration.ofMinutes(1), System::nanoTime);
    spans = new EarlyAnswers(telemetry);
    if (getServletContext().getAttribute(BuiltInAppsInitializer.FILTER) == null) {
      LOG.log(
          Level.WARNING,
          "The login forms of the server's own web applications are not protected: the"
              + " <bell> in fairlead.xml does not find Fairlead's WAR at fairlead.war. See"
              + " docs/CONFIGURATION.md.");
    }
    if (!"0".equals(System.getProperty(MAPPING_CACHE))) {
      LOG.log(
          Level.WARNING,
          "One request can make a page unavailable to everyone: "
              + MAPPING_CACHE
              + " is not 0. Use Fairlead's jvm.options. See docs/CONFIGURATION.md.");
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    AccessZone zone = AccessZone.of(request);
    SecurityHeaders.set(response, immutable(request));
    Verdict verdict = verdict(request, zone);
    if (verdict.passes() && zone == AccessZone.SOCKET) {
      // The server cannot upgrade a wrapped response.
      chain.doFilter(new AdmittedRequest(request, verdict.caller()), response);
      return;
    }
    answers.write(
        request,
        response,
        Client.of(request, verdict.caller()),
        (held, answer) -> answer(held, answer, chain, zone, verdict));
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      AccessZone zone,
      Verdict verdict)
      throws IOException, ServletException {
    if (request.getRequestURI().equals(request.getContextPath()) && reads(request)) {
      // The base path without its final slash. Cookies and the relative addresses in pages need the
      // slash.
      spans.answer(
          request, response, HttpServletResponse.SC_SEE_OTHER, zone.route("/"), "no slash");
      SeeOther.own(request, response, "/");
    } else if (verdict.passes()) {
      Caller caller = verdict.caller();
      chain.doFilter(
          caller == null ? request : new AdmittedRequest(request, caller),
          new OwnRedirects(request, response));
    } else {
      refuse(request, response, zone, verdict.refusal());
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, AccessZone zone, Refusal refusal)
      throws IOException {
    boolean toSignIn =
        refusal.failure() == Failure.NO_LOGIN
            && (zone == AccessZone.PAGE || zone == AccessZone.PROVIDER)
            && reads(request);
    int status = toSignIn ? HttpServletResponse.SC_SEE_OTHER : refusal.failure().status();
    spans.answer(
        request, response, status, zone.route(AccessZone.path(request)), refusal.message());
    if (toSignIn) {
      SeeOther.own(request, response, "/sign-in.html");
    } else {
      metrics.refused(status);
      ErrorPage.write(request, response, status, refusal.message());
    }
  }

  private Verdict verdict(HttpServletRequest request, AccessZone zone) {
    Refusal refusal =
        METHODS.contains(request.getMethod())
            ? refusal(request, zone)
            : new Refusal(Failure.BAD_METHOD);
    if (refusal != null) {
      return new Verdict(null, refusal);
    }
    return switch (zone) {
      case PUBLIC, SIGN, PROVIDER, CLOSED -> new Verdict(null, null);
      case PAGE -> existing(request, caller(request));
      case API -> api(request);
      case SOCKET -> socket(request);
    };
  }

  /** Why this request is refused regardless of who sends it; null if it is not. */
  private Refusal refusal(HttpServletRequest request, AccessZone zone) {
    return switch (zone) {
      case PUBLIC ->
          reads(request)
              ? missing(request)
              : new Refusal(Failure.BAD_METHOD, "This address supports only GET and HEAD.");
      case SIGN -> ownOrigin(request) ? null : foreign();
      case PROVIDER -> provider(request);
      case CLOSED -> new Refusal(Failure.NO_SUCH_ADDRESS);
      // Before the sign-in, so that another site learns nothing about whether someone is signed in.
      case SOCKET -> program(request) || ownOrigin(request) ? null : foreign();
      case PAGE, API -> null;
    };
  }

  private static Verdict existing(HttpServletRequest request, Verdict verdict) {
    return verdict.refusal() == null ? new Verdict(verdict.caller(), missing(request)) : verdict;
  }

  /**
   * Refuses a path that does not exist. The server would throw, and for each such request write an
   * FFDC, leave a span that never ends, and count status 500 in its metric.
   */
  private static Refusal missing(HttpServletRequest request) {
    return AccessZone.exists(request) ? null : new Refusal(Failure.NO_SUCH_ADDRESS);
  }

  /** Does not require a login: {@link SignInCallback} begins it. */
  private Refusal provider(HttpServletRequest request) {
    if (!reads(request)) {
      return new Refusal(Failure.BAD_METHOD, "This address supports only GET and HEAD.");
    }
    if (signIn.provider().isEmpty()) {
      return new Refusal(Failure.NO_SUCH_ADDRESS);
    }
    boolean arrives = AccessZone.path(request).equals(SignInCallback.PATH);
    return arrives && request.getUserPrincipal() == null ? new Refusal(Failure.NO_LOGIN) : null;
  }

  private Verdict api(HttpServletRequest request) {
    Verdict known = caller(request);
    // Unlike cookies, a browser never sends a token by itself, so a token needs no CSRF protection.
    if (!known.passes() || reads(request) || known.byToken()) {
      return known;
    }
    return "1".equals(request.getHeader("X-Fairlead")) && ownOrigin(request)
        ? known
        : new Verdict(null, foreign());
  }

  private Verdict socket(HttpServletRequest request) {
    Verdict known = caller(request);
    if (!known.passes()) {
      return known;
    }
    if (!upgrades(request)) {
      // The server would throw.
      return Verdict.refused(
          Failure.BAD_REQUEST, "This address is for WebSocket connections only (RFC 6455).");
    }
    String name = known.caller().getName();
    if (program(request) && !known.byToken() && !settings.withoutOrigin().contains(name)) {
      return Verdict.refused(
          Failure.NOT_ALLOWED,
          "The request has no Origin. fairlead.access.without-origin names the accounts of programs"
              + " that need none.");
    }
    return sockets.tryAdd(name)
        ? known
        : Verdict.refused(
            Failure.TOO_MANY,
            "You opened too many connections in a short time. Wait a minute and try again.");
  }

  private static boolean upgrades(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /** The person behind a request, by a live login or a valid token; otherwise a refusal. */
  private Verdict caller(HttpServletRequest request) {
    if (request.getUserPrincipal() == null) {
      return Verdict.refused(Failure.NO_LOGIN);
    }
    Optional<Instant> tokenEnd = tokens.left(request);
    Optional<String> login =
        tokens.brought(request) ? tokenEnd.map(end -> tokens.login(request)) : logins.use(request);
    if (login.isEmpty()) {
      return Verdict.refused(Failure.NO_LOGIN);
    }
    Set<Role> roles = Person.roles(request::isUserInRole);
    if (roles.isEmpty()) {
      return Verdict.refused(
          Failure.NOT_ALLOWED,
          "Your account has none of the roles operator, auditor, admin. Ask an administrator for"
              + " one.");
    }
    String name = request.getUserPrincipal().getName();
    Person person = new Person(name, roles, Groups.current(), Groups.realm(), login.get());
    return new Verdict(new Caller(person, tokenEnd.orElse(null)), null);
  }

  private static boolean program(HttpServletRequest request) {
    return request.getHeader("Origin") == null;
  }

  private boolean ownOrigin(HttpServletRequest request) {
    return origins.allows(
        request.getHeader("Origin"),
        request.getScheme(),
        request.getServerName(),
        request.getServerPort());
  }

  private static Refusal foreign() {
    return new Refusal(Failure.NOT_ALLOWED, "This request was not sent by a page of this server.");
  }

  // A response for a missing file must not be cached, because the next deployment may bring it; nor
  // one for a directory.
  private static boolean immutable(HttpServletRequest request) {
    String path = AccessZone.path(request);
    return path.startsWith("/assets/") && !path.endsWith("/") && AccessZone.exists(request);
  }

  private static boolean reads(HttpServletRequest request) {
    return READS.contains(request.getMethod());
  }
}
