package fairlead.drain;

import fairlead.concurrent.Managed;
import fairlead.telemetry.Log;
import fairlead.terminal.TerminalSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Drains before the server stops on SIGTERM. The server would close its sockets first and notify
 * applications last, so this catches the signal before the server does, and passes it on after the
 * drain.
 *
 * <p>Uses reflection: {@code sun.misc.Signal} is the only way and in every JDK (module
 * jdk.unsupported), but is not an API to compile against.
 */
@ApplicationScoped
public class StopSignal {
  private static final Log LOG = Log.of(StopSignal.class);
  private static final String NAME = "TERM";

  private Drain drain;
  private TerminalSettings settings;
  private ThreadFactory threads;

  private final AtomicBoolean caught = new AtomicBoolean();
  private Class<?> signals;
  private Class<?> handlers;
  private Object before;

  /** For the CDI container. */
  protected StopSignal() {}

  @Inject
  StopSignal(Drain drain, TerminalSettings settings, @Managed ThreadFactory threads) {
    this.drain = drain;
    this.settings = settings;
    this.threads = threads;
  }

  void start(@Observes Startup started) {
    if (settings.drainOnStop().isZero()) {
      return;
    }
    try {
      signals = Class.forName("sun.misc.Signal");
      handlers = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handlers.getClassLoader(),
              new Class<?>[] {handlers},
              (proxy, method, arguments) ->
                  method.getName().equals("handle")
                      ? caught(arguments[0])
                      : of(proxy, method, arguments));
      before = handle(ours);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.WARNING, "Draining on SIGTERM is not available", e);
    }
  }

  /** A proxy also receives the methods of Object. */
  private static Object of(Object proxy, Method method, Object... arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> StopSignal.class.getName();
    };
  }

  private Object caught(Object signal) {
    if (caught.compareAndSet(false, true)) {
      drainAndStop(() -> giveOn(signal));
    }
    return null;
  }

  /** Starts to drain, then stops; stops at once if the drain cannot be started. */
  void drainAndStop(Runnable stop) {
    boolean begun = false;
    try {
      threads.newThread(() -> drain(stop)).start();
      begun = true;
    } finally {
      if (!begun) {
        LOG.log(Level.WARNING, "No thread could be started: this server stops without a drain");
        stop.run();
      }
    }
  }

  private void drain(Runnable stop) {
    try {
      drain.begin(settings.drainOnStop());
      // Checked each time, because an administrator may change the time.
      while (!drain.over() && !drain.ended(settings.farewell())) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      stop.run();
    }
  }

  private void giveOn(Object signal) {
    try {
      handlers.getMethod("handle", signals).invoke(before, signal);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "The signal could not be passed on; stopping", e);
      Runtime.getRuntime().exit(143);
    }
  }

  private Object handle(Object handler) throws ReflectiveOperationException {
    Object signal = signals.getConstructor(String.class).newInstance(NAME);
    try {
      return signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
    } catch (InvocationTargetException refused) {
      // The JVM was started with -Xrs.
      throw new IllegalStateException("SIGTERM cannot be caught", refused.getCause());
    }
  }

  @PreDestroy
  void stop() {
    if (before != null && !caught.get()) {
      try {
        handle(before);
      } catch (ReflectiveOperationException e) {
        LOG.log(Level.DEBUG, "The signal handler could not be restored", e);
      }
    }
  }
}
