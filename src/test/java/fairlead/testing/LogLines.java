package fairlead.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs meanwhile. */
public final class LogLines extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new ArrayList<>();

  private LogLines(Class<?> of) {
    logger = Logger.getLogger(of.getName());
  }

  /** Listens until it is closed. */
  public static LogLines of(Class<?> of) {
    LogLines listening = new LogLines(of);
    listening.logger.addHandler(listening);
    return listening;
  }

  /** The messages so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void publish(LogRecord one) {
    lines.add(new SimpleFormatter().formatMessage(one));
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
