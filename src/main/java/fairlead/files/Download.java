package fairlead.files;

import fairlead.ssh.FileException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Sends a range of a file. A file that is shorter than it was breaks the response off. */
final class Download implements StreamingOutput {
  /** A few SFTP answers of 32 KiB. */
  private static final int BUFFER = 128 * 1024;

  private final Visit visit;
  private final Range range;
  private final Transfer transfer;
  private final FilesMetrics metrics;

  Download(Visit visit, Range range, Transfer transfer, FilesMetrics metrics) {
    this.visit = visit;
    this.range = range;
    this.transfer = transfer;
    this.metrics = metrics;
  }

  @Override
  public void write(OutputStream to) throws IOException {
    boolean whole = false;
    try (InputStream in = visit.session().read(visit.path(), range.from())) {
      transfer.whenCancelled(() -> Quietly.close(in));
      byte[] buffer = new byte[BUFFER];
      long left = range.length();
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0 || transfer.cancelled()) {
          throw new IOException("The file ended, or the download was cancelled");
        }
        to.write(buffer, 0, count);
        transfer.moved(count);
        left -= count;
      }
      whole = true;
    } catch (FileException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      visit.panel().end(transfer);
      metrics.ended(transfer, whole);
    }
  }
}
