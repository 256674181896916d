package fairlead.files;

import fairlead.answers.ServerConnection;
import fairlead.telemetry.Log;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/** Streams a host's data to the client. If that fails midway, the connection is closed. */
final class Sending implements StreamingOutput {
  /** Writes the bytes of a response. */
  interface Source {
    void write(OutputStream to) throws IOException;
  }

  private static final Log LOG = Log.of(Sending.class);

  private final HttpServletRequest request;
  private final Source source;
  private final Transfer transfer;
  private final FilesMetrics metrics;

  /**
   * @param request the server's own request, see {@link OuterRequest}
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
      ServerConnection.of(request).cut();
    } catch (IOException e) {
      // An ERROR, because the client would mistake the truncated file for the whole one.
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
