package fairlead.files;

import fairlead.telemetry.Log;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/** Sends what a host has. When that fails in the middle the connection ends with it. */
final class Sending implements StreamingOutput {
  /** What writes the bytes. */
  interface Source {
    void write(OutputStream to) throws IOException;
  }

  private static final Log LOG = Log.of(Sending.class);

  private final HttpServletRequest request;
  private final Source source;
  private final Transfer transfer;
  private final FilesMetrics metrics;

  /**
   * @param request the server's own
   */
  Sending(HttpServletRequest request, Source source, Transfer transfer, FilesMetrics metrics) {
    this.request = request;
    this.source = source;
    this.transfer = transfer;
    this.metrics = metrics;
  }

  @Override
  public void write(OutputStream to) throws IOException {
    boolean whole = false;
    try {
      source.write(new Counted(to));
      to.flush();
      whole = true;
    } finally {
      metrics.ended(transfer, whole);
      if (!whole) {
        cut();
      }
    }
  }

  private void cut() {
    try {
      ConnectionCut.of(request);
    } catch (IOException e) {
      // The receiver would take a part for the whole.
      LOG.log(Level.ERROR, "A failed download could not be aborted", e);
    }
  }

  private final class Counted extends FilterOutputStream {
    Counted(OutputStream to) {
      super(to);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (transfer.cancelled()) {
        throw new IOException("The download was cancelled");
      }
      out.write(bytes, offset, length);
      transfer.moved(length);
    }
  }
}
