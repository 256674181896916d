package fairlead.redis.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Set;

/** Where in the application a command was asked for. */
final class CallSites {
  private static final ContextKey<CallSite> KEY = ContextKey.named("fairlead-redis-call-site");
  private static final StackWalker STACK = StackWalker.getInstance();
  private static final Set<String> LIBRARIES =
      Set.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "org.redisson.",
          "io.netty.",
          "io.opentelemetry.",
          "org.jboss.weld.");

  /** Frames: Redisson's own are about thirty. */
  private static final int DEPTH = 128;

  /**
   * A place in the code, named as the conventions name it.
   *
   * @param function with its class and package
   * @param file the package as a path, and the file's name
   */
  record CallSite(String function, String file, int line) {}

  private final Set<String> wrappers;

  /**
   * Prepares.
   *
   * @param wrappers packages that are not the application, with a dot at the end
   */
  CallSites(Set<String> wrappers) {
    this.wrappers = Set.copyOf(wrappers);
  }

  /** The call site in this context, or null. */
  static CallSite in(Context context) {
    return context.get(KEY);
  }

  /** Looks at the stack only when somebody will see the answer. */
  Runnable carry(Context context, Runnable task) {
    if (context == Context.root()) {
      return task;
    }
    if (!Span.fromContext(context).isRecording()) {
      return context.wrap(task);
    }
    CallSite caller =
        STACK
            .walk(frames -> frames.limit(DEPTH).filter(this::outside).findFirst())
            .map(CallSites::site)
            .orElse(null);
    return (caller == null ? context : context.with(KEY, caller)).wrap(task);
  }

  private boolean outside(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    // $$: proxies and interceptors that a container makes.
    return !type.contains("$$")
        && LIBRARIES.stream().noneMatch(type::startsWith)
        && wrappers.stream().noneMatch(type::startsWith)
        && !type.startsWith(CallSites.class.getName())
        && !type.startsWith(CallerEventLoops.class.getName());
  }

  private static CallSite site(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName();
    if (method.startsWith("lambda$")) {
      method = method.substring("lambda$".length(), method.lastIndexOf('$'));
    }
    String directory = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
    return new CallSite(
        type.replace('$', '.') + "." + method,
        frame.getFileName() == null ? null : directory + frame.getFileName(),
        frame.getLineNumber());
  }
}
