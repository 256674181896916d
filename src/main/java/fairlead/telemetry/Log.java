package fairlead.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The server's log, for one class. It escapes line breaks and control characters in all text,
 * because names, typed text and the messages of hosts and exceptions come from outside. So no
 * caller has to know which text is trusted.
 */
public final class Log {
  /** Maximum number of elements of a list that are logged. */
  private static final int ELEMENTS = 200;

  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  public static Log of(Class<?> type) {
    return of(type.getName());
  }

  static Log of(String name) {
    return new Log(System.getLogger(name));
  }

  boolean isLoggable(Level level) {
    return logger.isLoggable(level);
  }

  public void log(Level level, String message) {
    if (logger.isLoggable(level)) {
      logger.log(level, LogText.of(message));
    }
  }

  /** Logs an exception. Its messages and those of its causes are escaped too. */
  public void log(Level level, String message, Throwable thrown) {
    if (logger.isLoggable(level)) {
      logger.log(level, LogText.of(message), LoggedThrowable.of(thrown));
    }
  }

  /**
   * Logs a message with values for its {@link java.text.MessageFormat} placeholders. Of a list,
   * each element is a text of its own, and at most {@value #ELEMENTS} are logged.
   */
  public void log(Level level, String format, Object... values) {
    if (logger.isLoggable(level)) {
      Object[] safe = new Object[values.length];
      for (int i = 0; i < values.length; i++) {
        safe[i] = safe(values[i]);
      }
      logger.log(level, LogText.of(format), safe);
    }
  }

  private static Object safe(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .limit(ELEMENTS)
          .map(one -> LogText.of(String.valueOf(one)))
          .collect(Collectors.joining("; "));
    }
    return value instanceof Number ? value : LogText.of(String.valueOf(value));
  }
}
