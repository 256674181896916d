package fairlead.access;

import fairlead.concurrent.Managed;
import fairlead.telemetry.Log;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The live logins of this server. Only a sign-in begins one. Every request needs one in addition to
 * the server's own login cookie, which remains valid after a sign-out. When a login ends for any
 * reason, {@link SignedOut} is fired so that everything it opened ends too.
 */
@ApplicationScoped
public class Logins {
  private static final Log LOG = Log.of(Logins.class);

  /** The attribute of the HTTP session that names its login. */
  private static final String LOGIN = "fairlead.login";

  /** 128 bits. */
  private static final int ID_BYTES = 16;

  private Event<SignedOut> signedOut;
  private Event<LoginEnding> ending;
  private ThreadFactory threads;

  private final SecureRandom random = new SecureRandom();
  private LoginTable table;
  private ScheduledThreadPoolExecutor clock;
  private ScheduledFuture<?> ticking;

  /** For the CDI container. */
  protected Logins() {}

  @Inject
  Logins(
      LoginSettings settings,
      Event<SignedOut> signedOut,
      Event<LoginEnding> ending,
      @Managed ThreadFactory threads) {
    this.signedOut = signedOut;
    this.ending = ending;
    this.threads = threads;
    table =
        new LoginTable(
            settings.perPerson(), settings.lifetime(), settings.idle(), settings.warning());
  }

  @PostConstruct
  void start() {
    // Not the server's own scheduler, for the reason that fairlead.concurrent.Scheduler gives.
    clock = new ScheduledThreadPoolExecutor(1, threads);
    ticking = clock.scheduleWithFixedDelay(() -> tick(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    ticking.cancel(false);
    clock.shutdownNow();
  }

  /**
   * Detaches the login of a browser that is about to sign in again, so that it neither expires nor
   * is used meanwhile. {@link #begin} or {@link #end} must follow.
   */
  Optional<Login> take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Optional<Login> found = of(session).flatMap(table::remove);
    if (found.isPresent()) {
      session.removeAttribute(LOGIN);
    }
    return found;
  }

  /**
   * Begins a login for the person whom this request has just signed in, in a new session, so that
   * nobody can know its id beforehand. A previous login of the same person continues, with
   * everything it opened; one of another person ends.
   *
   * @param before what {@link #take} gave
   */
  void begin(HttpServletRequest request, Optional<Login> before) {
    String name = request.getUserPrincipal().getName();
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    Optional<Login> own = before.filter(one -> one.person().equals(name));
    if (own.isEmpty()) {
      before.ifPresent(one -> end(one, true));
    }
    Login login = own.orElseGet(() -> new Login(id(), name));
    HttpSession session = request.getSession();
    session.setAttribute(LOGIN, login.id());
    for (Login over : table.begin(login, () -> forget(session), System.nanoTime())) {
      LOG.log(
          Level.INFO,
          "The oldest login of {0} was ended by a new sign-in, because the limit was reached",
          name);
      end(over, false);
    }
  }

  /** The live login of this request's person that its session carries. It counts as used now. */
  Optional<String> use(HttpServletRequest request) {
    String name = request.getUserPrincipal().getName();
    return of(request.getSession(false))
        .flatMap(id -> table.use(id, name, System.nanoTime()))
        .map(Login::id);
  }

  /**
   * Whether the person's login has not ended. Code that opens something calls this again once
   * {@link SignedOut} would reach what it opened; otherwise a login that ends during the opening
   * would be missed.
   */
  public boolean goesOn(Person person) {
    return BearerTokens.opened(person.login()) || table.lives(person.login(), System.nanoTime());
  }

  /** Ends the login of a person who signs out. */
  void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    of(session).flatMap(table::remove).ifPresent(one -> end(one, true));
  }

  /** Ends a login that is no longer in the table. */
  void end(Login login, boolean byPerson) {
    // Before the session is invalidated, because the server then closes the session's sockets
    // itself.
    signedOut.fire(new SignedOut(login.id(), byPerson));
    login.forget();
  }

  /** The server has ended this session. */
  void sessionEnded(HttpSession session) {
    of(session).flatMap(table::remove).ifPresent(one -> end(one, false));
  }

  void tick(long now) {
    guarded(() -> table.expire(now).forEach(one -> guarded(() -> end(one, false))));
    guarded(
        () -> {
          for (LoginTable.Left one : table.news(now)) {
            ending.fire(new LoginEnding(one.login().id(), one.left(), table.soon(one.left())));
          }
        });
  }

  /** A failure with one login, or to start a thread, must not stop the timer for all others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A login could not be ended, or its person could not be warned", e);
    }
  }

  private static Optional<String> of(HttpSession session) {
    try {
      return session != null && session.getAttribute(LOGIN) instanceof String id
          ? Optional.of(id)
          : Optional.empty();
    } catch (IllegalStateException ended) {
      // Another request has invalidated the session meanwhile.
      return Optional.empty();
    }
  }

  private static void forget(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException gone) {
      LOG.log(Level.DEBUG, "The session of a login had ended before it");
    }
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
