package fairlead.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.MalformedURLException;
import java.util.Set;

/** The parts of the application that differ in who may come and what a refusal looks like. */
enum AccessZone {
  /** Open to everybody: the sign-in page, the files it is made of, and the health check. */
  PUBLIC,
  /** The way to a provider and back: for signed-in people, with a role or without. */
  PROVIDER,
  /** Sign-in and sign-out: open to everybody, from our own pages only. */
  SIGN,
  /**
   * The server's own form login, which has no limits, and its logout; sockets that there are not.
   */
  CLOSED,
  API,
  SOCKET,
  /** Everything else, also what does not exist. */
  PAGE;

  /** Servlets that people and probes read, below none of the other areas. */
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

  /** What its requests are called together, where it is not for each path to have a name. */
  String route(String path) {
    return switch (this) {
      case API -> "/api/*";
      case SOCKET -> "/ws/*";
      case PUBLIC -> path.startsWith("/assets/") ? "/assets/*" : path;
      case SIGN, PROVIDER -> path;
      case CLOSED, PAGE -> "/*";
    };
  }

  /** The server takes every path with one of these words for its own, and maps it to no servlet. */
  private static boolean serversOwn(String path) {
    return path.contains("j_security_check") || path.contains("ibm_security_logout");
  }

  private static boolean noSocket(String path) {
    return (path.equals("/ws") || path.startsWith("/ws/")) && !path.equals("/ws/terminal/");
  }

  /**
   * Whether there is such a file or directory in the application, or something that answers there.
   */
  static boolean exists(HttpServletRequest request) {
    // Not the request's own mapping: where the server has none, it tells that of another request.
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
