package fairlead.files;

import fairlead.telemetry.Log;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Closes a stream that another thread uses; that thread gets the error. */
final class Quietly {
  private static final Log LOG = Log.of(Quietly.class);

  private Quietly() {}

  static void close(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A transfer was cancelled", e);
    }
  }
}
