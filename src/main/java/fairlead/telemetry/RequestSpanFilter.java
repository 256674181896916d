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
 * Tells in each answer which trace it belongs to, so that whoever has a problem can name it; and
 * takes out of the request's span what may be secret in an address: queries, and names that cannot
 * be guessed.
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

  static String masked(String path) {
    return NAME.matcher(path).replaceAll(MASKED);
  }
}
