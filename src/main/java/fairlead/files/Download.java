package fairlead.files;

import static fairlead.ssh.TransferSizes.LARGE_BUFFER;

import fairlead.ssh.FileSession;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A file, or a range of it, that is open and whose first bytes have been read, so that errors at
 * the beginning occur before the response begins.
 */
final class Download implements Sending.Source {
  private final InputStream in;
  private final Transfer transfer;
  private final byte[] first;
  private final long most;
  private final boolean exact;

  private Download(InputStream in, Transfer transfer, byte[] first, long most, boolean exact) {
    this.in = in;
    this.transfer = transfer;
    this.first = first;
    this.most = most;
    this.exact = exact;
  }

  /** The whole file, whatever its size turns out to be. */
  static Download whole(FileSession session, RemotePath file, Transfer transfer)
      throws IOException {
    return open(session, file, 0, Long.MAX_VALUE, false, transfer);
  }

  /** A range of a file. If the file turns out to be shorter, writing it fails. */
  static Download of(FileSession session, RemotePath file, Range range, Transfer transfer)
      throws IOException {
    return open(session, file, range.from(), range.length(), true, transfer);
  }

  private static Download open(
      FileSession session, RemotePath file, long from, long most, boolean exact, Transfer transfer)
      throws IOException {
    InputStream in = session.read(file, from);
    transfer.whenCancelled(() -> Quietly.close(in));
    boolean read = false;
    try {
      byte[] first = in.readNBytes((int) Math.min(LARGE_BUFFER, most));
      read = true;
      return new Download(in, transfer, first, most, exact);
    } finally {
      if (!read) {
        Quietly.close(in);
      }
    }
  }

  /**
   * The length in bytes if it is certain: of a range, or of a file that was read to its end
   * already.
   */
  OptionalLong length() {
    if (exact) {
      return OptionalLong.of(most);
    }
    return first.length < LARGE_BUFFER ? OptionalLong.of(first.length) : OptionalLong.empty();
  }

  @Override
  public void write(OutputStream to) throws IOException {
    try (in) {
      to.write(first, 0, first.length);
      long left = most - first.length;
      byte[] buffer = first.length < LARGE_BUFFER ? first : new byte[LARGE_BUFFER];
      boolean ended = first.length < Math.min(LARGE_BUFFER, most);
      while (left > 0 && !ended) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        ended = count < 0;
        if (!ended) {
          to.write(buffer, 0, count);
          left -= count;
        }
      }
      if (transfer.cancelled() || (exact && left > 0)) {
        throw new IOException("The file is shorter than it was, or the download was cancelled");
      }
    }
  }
}
