package fairlead.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Passes what the libraries log by SLF4J to {@link Log}, because their messages carry text from
 * outside too.
 */
public final class LibraryLogs implements SLF4JServiceProvider {
  private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  @Override
  public void initialize() {
    // There is nothing to prepare.
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, LibraryLog::new);
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  private static final class LibraryLog extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient Log log;

    LibraryLog(String name) {
      this.name = name;
      log = Log.of(name);
    }

    @Override
    public boolean isTraceEnabled() {
      return log.isLoggable(System.Logger.Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
      return log.isLoggable(System.Logger.Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
      return log.isLoggable(System.Logger.Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
      return log.isLoggable(System.Logger.Level.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
      return log.isLoggable(System.Logger.Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] values, Throwable thrown) {
      String message = String.valueOf(MessageFormatter.basicArrayFormat(pattern, values));
      if (thrown == null) {
        log.log(level(level), message);
      } else {
        log.log(level(level), message, thrown);
      }
    }

    private static System.Logger.Level level(Level level) {
      return switch (level) {
        case TRACE -> System.Logger.Level.TRACE;
        case DEBUG -> System.Logger.Level.DEBUG;
        case INFO -> System.Logger.Level.INFO;
        case WARN -> System.Logger.Level.WARNING;
        case ERROR -> System.Logger.Level.ERROR;
      };
    }
  }
}
