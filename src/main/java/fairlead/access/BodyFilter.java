package fairlead.access;

import fairlead.concurrent.ConcurrencyLimiter;
import fairlead.concurrent.Managed;
import fairlead.failure.Failure;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;

/**
 * Receives the whole body of a request before the request is served, so that nothing parses more
 * than the limit and no thread waits for a client. A request with a body passes this filter twice:
 * when its head has arrived, and when it is dispatched again with the whole body.
 */
public final class BodyFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  /**
   * Slices of uploads are exempt: they are streamed to a host on their own thread, and have their
   * own limit.
   */
  private static final Pattern STREAMED = Pattern.compile("/api/transfers/[^/]+/upload");

  private static final Pattern LENGTH = Pattern.compile(" *[0-9]{1,18} *");

  private static final String CONTEXT = "fairlead.body.context";

  @Inject private transient BodySettings settings;
  @Inject private transient AccessMetrics metrics;
  @Inject private transient Logins logins;
  @Inject private transient Answers answers;

  @Inject @Managed private transient ThreadFactory threads;

  private transient ConcurrencyLimiter limiter;

  @Override
  public void init() {
    limiter = new ConcurrencyLimiter(settings.bodies());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      again(request, response, chain);
    } else if (!isFramed(request)) {
      refuse(
          request,
          response,
          Failure.BAD_REQUEST,
          "The length of the request's body is not given correctly.");
    } else if (isSlice(request) && request.getContentLengthLong() < 0 && !isChunked(request)) {
      // The server hides lengths that it does not understand, such as -1.
      refuse(request, response, Failure.NO_LENGTH, "Send the slice with its length.");
    } else if (!announcesBody(request)) {
      chain.doFilter(request, response);
    } else if (!request.getMethod().equals("POST")) {
      refuse(request, response, Failure.BAD_REQUEST, "This request must not have a body.");
    } else if (request.getHeader("Content-Encoding") != null) {
      refuse(request, response, Failure.COMPRESSED, Failure.COMPRESSED.sentence());
    } else if (isSlice(request)) {
      chain.doFilter(request, response);
    } else if (request.getContentLengthLong() > settings.bodySize()) {
      refuse(request, response, Failure.TOO_LARGE, BodyReader.TOO_LARGE);
    } else {
      receive(request, response);
    }
  }

  /**
   * The second pass: the whole body has arrived, or a request without one was dispatched by
   * something else.
   */
  @SuppressWarnings("try")
  private void again(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Caller> caller = Caller.of(request.getUserPrincipal());
    if (caller.isPresent() && !goesOn(caller.get())) {
      answers.write(
          request,
          response,
          Client.of(request, caller.get()),
          (held, answer) -> refuse(held, answer, Failure.NO_LOGIN, Failure.NO_LOGIN.sentence()));
      return;
    }
    Context context = (Context) request.getAttribute(CONTEXT);
    if (context != null) {
      request.removeAttribute(CONTEXT);
      response.setStatus(HttpServletResponse.SC_OK);
    }
    try (Scope ofSpan = context == null ? Scope.noop() : context.makeCurrent()) {
      answers.write(request, response, Client.of(request, caller.orElse(null)), chain::doFilter);
    }
  }

  /** Whether the login or token is still valid: it may have ended before the body arrived. */
  private boolean goesOn(Caller caller) {
    return caller.tokenEnd() == null
        ? logins.goesOn(caller.person())
        : Instant.now().isBefore(caller.tokenEnd());
  }

  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Client client = Client.of(request, request.getUserPrincipal());
    if (!limiter.take(client.key())) {
      refuse(
          request,
          response,
          Failure.TOO_MANY,
          "Too many of your requests are still being sent. Try again.");
      return;
    }
    BodyReader reader = reader(request, response, client);
    boolean begun = false;
    try {
      AsyncContext async = request.startAsync(new BodiedRequest(request, reader), response);
      async.setTimeout(settings.bodyTimeout().toMillis());
      // The server's metric counts this pass and the one that serves the request.
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      reader.begin(async, settings.bodyTimeout());
      begun = true;
    } finally {
      if (!begun) {
        reader.decide();
      }
    }
  }

  /** Takes over the permit of this client, which the reader gives back when it is done. */
  private BodyReader reader(HttpServletRequest request, HttpServletResponse response, Client client)
      throws IOException {
    boolean made = false;
    try {
      request.setAttribute(CONTEXT, Context.current());
      BodyReader reader =
          new BodyReader(
              request.getInputStream(),
              settings.bodySize(),
              request,
              response,
              threads,
              metrics,
              answers,
              client,
              () -> limiter.give(client.key()));
      made = true;
      return reader;
    } finally {
      if (!made) {
        limiter.give(client.key());
      }
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Failure failure, String message)
      throws IOException {
    metrics.refused(failure.status());
    // The rest of the refused body would be read as the next request.
    response.setHeader("Connection", "close");
    ErrorPage.write(request, response, failure.status(), message);
  }

  /**
   * Whether it is clear where the body ends (RFC 9112 §6). The server takes a length that it does
   * not understand for none, and would read the body as the next request.
   */
  private static boolean isFramed(HttpServletRequest request) {
    List<String> lengths = Collections.list(request.getHeaders("Content-Length"));
    List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
    if (codings.isEmpty()) {
      return lengths.isEmpty() || (lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches());
    }
    return codings.size() == 1
        && codings.get(0).strip().equalsIgnoreCase("chunked")
        && lengths.isEmpty();
  }

  private static boolean isSlice(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && STREAMED.matcher(AccessZone.path(request)).matches();
  }

  private static boolean isChunked(HttpServletRequest request) {
    return request.getHeader("Transfer-Encoding") != null;
  }

  private static boolean announcesBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || isChunked(request);
  }
}
