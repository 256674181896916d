package fairlead.files;

import fairlead.ssh.FileException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends a directory's archive while it is made. */
final class ArchiveDownload implements StreamingOutput {
  private final Visit visit;
  private final Archive archive;
  private final Transfer transfer;
  private final FilesMetrics metrics;

  ArchiveDownload(Visit visit, Archive archive, Transfer transfer, FilesMetrics metrics) {
    this.visit = visit;
    this.archive = archive;
    this.transfer = transfer;
    this.metrics = metrics;
  }

  @Override
  public void write(OutputStream to) throws IOException {
    boolean whole = false;
    try {
      archive.write(new Counted(to));
      whole = true;
    } catch (FileException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      visit.panel().end(transfer);
      metrics.ended(transfer, whole);
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
