package fairlead.builtin;

import fairlead.answers.AnswerLimit;
import fairlead.answers.ServerConnection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Protects the web applications that the server brings itself: lets through what probes and an
 * OpenID provider need of them, and refuses everything else before a byte of a body is read. Each
 * of these applications has the server's form login and logout ({@code j_security_check}, {@code
 * ibm_security_logout}), which do not limit attempts and read bodies of any length and speed on the
 * server's threads.
 */
final class BuiltInAppsFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /** The health checks. */
  private static final Pattern HEALTH = Pattern.compile("/health(/(live|ready|started)?)?");

  /** The redirect back from an OpenID provider, with or without a base path. */
  private static final Pattern RETURN =
      Pattern.compile("(?<base>/[^;%]+)?/oidcclient/redirect/provider");

  private static final String NOT_FOUND = "This address does not exist.";

  /** Of one client, and overall: far below {@code coreThreads} in {@code fairlead.xml}. */
  private static final int ANSWERS = 4;

  private static final int ANSWERS_OVERALL = 8;

  /** Of all these applications together. */
  private static final AnswerLimit LIMIT = new AnswerLimit(ANSWERS, ANSWERS_OVERALL);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String client = request.getRemoteAddr();
    if (!LIMIT.begin(client)) {
      // A refusal would have to wait until the client reads, too.
      ServerConnection.of(request).cut();
      return;
    }
    try {
      answer(request, response, chain);
      response.flushBuffer();
    } finally {
      LIMIT.end(client);
    }
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    Matcher comesBack = RETURN.matcher(path);
    if (!READS.contains(request.getMethod())) {
      notFound(request, response);
    } else if (HEALTH.matcher(path).matches()) {
      chain.doFilter(request, response);
    } else if (comesBack.matches()) {
      String base = comesBack.group("base");
      ProviderReturn answer = new ProviderReturn(response, base == null ? "" : base);
      if (request.getParameter("state") == null) {
        // The server would answer with a script that posts the address's fragment.
        answer.refuse();
      } else {
        chain.doFilter(request, answer);
      }
    } else {
      notFound(request, response);
    }
  }

  private static void notFound(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    response.setHeader("Connection", "close");
    response.setHeader("Cache-Control", "no-store");
    String accept = request.getHeader("Accept");
    if (accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html")) {
      response.setContentType("text/html;charset=UTF-8");
      response
          .getWriter()
          .write(
              "<!doctype html><html lang=\"en\"><title>Fairlead</title><p>" + NOT_FOUND + "</p>");
    } else {
      response.setContentType("application/json;charset=UTF-8");
      response.getWriter().write("{\"message\":\"" + NOT_FOUND + "\"}");
    }
  }
}
