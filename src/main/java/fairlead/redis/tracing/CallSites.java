package fairlead.redis.tracing;

import java.util.Set;

/** Finds the line of the application's code that made a call. */
final class CallSites {
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

  /**
   * Most stack frames that are examined: more than libraries put between the application and here.
   */
  private static final int DEPTH = 128;

  /**
   * A place in the code, as OpenTelemetry's conventions name it.
   *
   * @param function with its class and package
   * @param file the package as a path, and the file's name
   */
  record CallSite(String function, String file, int line) {}

  private final Set<String> wrappers;

  /**
   * Creates a finder.
   *
   * @param wrappers packages that do not count as the application, with a dot at the end
   */
  CallSites(Set<String> wrappers) {
    this.wrappers = Set.copyOf(wrappers);
  }

  /** The innermost frame of the application on this thread, or null. */
  CallSite caller() {
    return STACK
        .walk(frames -> frames.limit(DEPTH).filter(this::outside).findFirst())
        .map(CallSites::site)
        .orElse(null);
  }

  private boolean outside(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    // $$ marks proxies and interceptors that a container generates.
    return !type.contains("$$")
        && LIBRARIES.stream().noneMatch(type::startsWith)
        && wrappers.stream().noneMatch(type::startsWith)
        && !type.equals(CallSites.class.getName())
        && !type.equals(Callers.class.getName());
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
