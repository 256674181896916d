package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Tells in each answer which trace it belongs to, so that whoever has a problem can name it; takes
 * out of the request's span what may be secret in an address: queries, and names that cannot be
 * guessed; and names the spans of files, of which the server knows no route.
 */
public final class RequestSpanFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  /** A path segment of this length without a dot is no word and no file. */
  private static final Pattern NAME = Pattern.compile("(?<=/)[A-Za-z0-9_~-]{20,}(?=/|$)");

  private static final String MASKED = "{name}";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Span span = Span.current();
    if (span.isRecording()) {
      redact(span, request);
      nameFile(span, request);
      String traceParent = TraceParent.of(span);
      if (traceParent != null) {
        response.setHeader("traceparent", traceParent);
      }
    }
    chain.doFilter(request, response);
  }

  private static void redact(Span span, HttpServletRequest request) {
    if (request.getQueryString() != null) {
      span.setAttribute("url.query", Redaction.REDACTED);
    }
    String path = request.getRequestURI();
    String masked = masked(path);
    if (!masked.equals(path)) {
      span.setAttribute("url.path", masked);
    }
  }

  private static void nameFile(Span span, HttpServletRequest request) throws IOException {
    String rest = request.getPathInfo();
    String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
    if (request.getServletContext().getResource(path) != null) {
      String route = fileRoute(path);
      span.updateName(request.getMethod() + " " + route).setAttribute("http.route", route);
    }
  }

  /** Few: a file at the top is a page, one further down is one of many. */
  static String fileRoute(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end) + "/*";
  }

  static String masked(String path) {
    return NAME.matcher(path).replaceAll(MASKED);
  }
}
