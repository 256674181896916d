package fairlead.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/**
 * Names the trace in each response, so that a person can quote it when reporting a problem. Removes
 * from the request's span what may be secret in a URL: queries, and names that cannot be guessed.
 * Sets the span name of static files, for which the server has no route.
 */
public final class RequestSpanFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  /** A path segment of this length without a dot is neither a word nor a file name. */
  private static final Pattern NAME = Pattern.compile("(?<=/)[A-Za-z0-9_~-]{20,}(?=/|$)");

  private static final Log LOG = Log.of(RequestSpanFilter.class);

  /** The request attribute in which the server's filter keeps its scope. */
  private static final String SCOPE = "otel.span.http.scope";

  /**
   * The request attribute from which the server's request metric takes the route, before it guesses
   * one.
   */
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
   * The server's own filter, around this one, ends its span and closes its scope only if nothing is
   * thrown. Without this, the trace would never be exported, and the thread's next request would
   * become part of it.
   */
  private static void failed(
      Span span, HttpServletRequest request, HttpServletResponse response, Exception fault)
      throws IOException, ServletException {
    boolean missing = fault instanceof FileNotFoundException;
    if (!missing) {
      SpanFailure.record(span, fault);
    }
    if (response.isCommitted()) {
      // The server aborts the connection only if an exception is thrown.
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
      // Few distinct paths: everything that is not a socket was refused before.
      request.setAttribute(METRIC_ROUTE, path);
    } else {
      nameServlet(request);
    }
  }

  /**
   * The server finds a servlet's route only in its own type of request, and filters have wrapped
   * this one. A REST resource replaces the route by its own.
   */
  private static void nameServlet(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    MappingMatch match = mapping.getMappingMatch();
    if (match == MappingMatch.EXACT || match == MappingMatch.PATH) {
      request.setAttribute(METRIC_ROUTE, request.getContextPath() + mapping.getPattern());
    }
  }

  /**
   * Few distinct routes: the path itself for a file at the top level, one route per directory for
   * the others.
   */
  static String fileRoute(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end) + "/*";
  }

  static String masked(String path) {
    return NAME.matcher(path).replaceAll(MASKED);
  }
}
