package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/**
 * Tells in each answer which trace it belongs to, so that a person with a problem can name it;
 * takes out of the request's span what may be secret in an address: queries, and names that cannot
 * be guessed; and names the spans of files, of which the server knows no route.
 */
public final class RequestSpanFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  /** A path segment of this length without a dot is no word and no file. */
  private static final Pattern NAME = Pattern.compile("(?<=/)[A-Za-z0-9_~-]{20,}(?=/|$)");

  private static final Log LOG = Log.of(RequestSpanFilter.class);

  /** Where the server's filter keeps what it closes behind us. */
  private static final String SCOPE = "otel.span.http.scope";

  /** Where the server's metric of requests looks for their route, before it guesses. */
  private static final String METRIC_ROUTE = "REST.HTTP.ROUTE";

  private static final String MASKED = "{name}";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Span span = Span.current();
    nameFile(span, request);
    if (span.isRecording()) {
      redact(span, request);
      String traceParent = TraceParent.of(span);
      if (traceParent != null) {
        response.setHeader("traceparent", traceParent);
      }
    }
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException fault) {
      failed(span, request, response, fault);
    }
  }

  /**
   * The server's own filter, around this one, ends its span and leaves its context only when
   * nothing is thrown: without this the trace is never exported, and the thread's next request
   * belongs to it.
   */
  private static void failed(
      Span span, HttpServletRequest request, HttpServletResponse response, Exception fault)
      throws IOException, ServletException {
    boolean missing = fault instanceof FileNotFoundException;
    if (!missing) {
      SpanFailure.record(span, fault);
    }
    if (response.isCommitted()) {
      // Only an exception makes the server break the connection off.
      span.end();
      if (request.getAttribute(SCOPE) instanceof Scope scope) {
        scope.close();
      }
      if (fault instanceof IOException broken) {
        throw broken;
      }
      throw new ServletException(fault);
    }
    if (!missing) {
      LOG.log(Level.WARNING, "A request failed: " + masked(request.getRequestURI()), fault);
    }
    response.sendError(
        missing ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
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
      request.setAttribute(METRIC_ROUTE, route);
    } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      // Few: what is no socket was refused before.
      request.setAttribute(METRIC_ROUTE, path);
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
