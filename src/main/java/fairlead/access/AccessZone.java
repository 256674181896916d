package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.MalformedURLException;
import java.util.Set;

/**
 * The parts of the URL space, each with its own rules for who may request it and its own form of
 * refusal.
 */
enum AccessZone {
  /** Open to everybody: the sign-in page, the files it is made of, and the health check. */
  PUBLIC,
  /** The redirects to an OpenID provider and back; no role is needed here. */
  PROVIDER,
  /** Sign-in and sign-out: open to everybody, but only from Fairlead's own pages. */
  SIGN,
  /**
   * Never served: the server's own form login, which does not limit attempts, its logout, and
   * socket paths that do not exist.
   */
  CLOSED,
  API,
  SOCKET,
  /** Everything else, including paths that do not exist. */
  PAGE;

  /** Servlets for people and probes that are in none of the other zones. */
  private static final Set<String> ANSWERED = Set.of("/health-check/", "/sign-in/ways");

  static AccessZone of(HttpServletRequest request) {
    return of(path(request));
  }

  static AccessZone of(String path) {
    if (path.startsWith("/assets/")) {
      return PUBLIC;
    }
    return switch (path) {
      case "/sign-in.html", "/favicon.ico", "/favicon.svg", "/health-check/", "/sign-in/ways" ->
          PUBLIC;
      case "/sign-in/provider", SignInCallback.PATH -> PROVIDER;
      case "/sign-in", "/sign-out" -> SIGN;
      default -> {
        if (serversOwn(path) || noSocket(path)) {
          yield CLOSED;
        }
        yield path.equals("/api") || path.startsWith("/api/")
            ? API
            : path.startsWith("/ws/") ? SOCKET : PAGE;
      }
    };
  }

  /** The route in spans, one for the whole zone where paths are not bounded in number. */
  String route(String path) {
    return switch (this) {
      case API -> "/api/*";
      case SOCKET -> "/ws/*";
      case PUBLIC -> path.startsWith("/assets/") ? "/assets/*" : path;
      case SIGN, PROVIDER -> path;
      case CLOSED, PAGE -> "/*";
    };
  }

  /**
   * The server handles every path that contains one of these words itself and maps it to no
   * servlet.
   */
  private static boolean serversOwn(String path) {
    return path.contains("j_security_check") || path.contains("ibm_security_logout");
  }

  private static boolean noSocket(String path) {
    return (path.equals("/ws") || path.startsWith("/ws/")) && !path.equals("/ws/terminal/");
  }

  /** Whether the application has a file, directory or servlet at this path. */
  static boolean exists(HttpServletRequest request) {
    // HttpServletRequest.getHttpServletMapping does not help: without a mapping for this request,
    // the server returns that of another one.
    if (ANSWERED.contains(path(request))) {
      return true;
    }
    try {
      return request.getServletContext().getResource(path(request)) != null;
    } catch (MalformedURLException noPath) {
      return false;
    }
  }

  /** The path as the server resolved it: decoded, without parameters and dots. */
  static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return rest == null ? request.getServletPath() : request.getServletPath() + rest;
  }
}
