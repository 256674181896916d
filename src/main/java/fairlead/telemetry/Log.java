package fairlead.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The server's log, for one class. Names, typed text, messages of hosts and of exceptions come from
 * outside, so all text becomes one line without control characters here: no caller has to know
 * which text is trusted.
 */
public final class Log {
  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  public static Log of(Class<?> type) {
    return new Log(System.getLogger(type.getName()));
  }

  public void log(Level level, String message) {
    if (logger.isLoggable(level)) {
      logger.log(level, LogText.of(message));
    }
  }

  /** With an exception, whose messages and those of its causes are made fit for the log, too. */
  public void log(Level level, String message, Throwable thrown) {
    if (logger.isLoggable(level)) {
      logger.log(level, LogText.of(message), LoggedThrowable.of(thrown));
    }
  }

  /** With values, in places that are marked as {@link java.text.MessageFormat} has it. */
  public void log(Level level, String format, Object... values) {
    if (logger.isLoggable(level)) {
      Object[] safe = new Object[values.length];
      for (int i = 0; i < values.length; i++) {
        safe[i] = values[i] instanceof Number ? values[i] : LogText.of(String.valueOf(values[i]));
      }
      logger.log(level, LogText.of(format), safe);
    }
  }
}
