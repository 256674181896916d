package fairlead.files;

import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * One slice of an upload. What arrived stays in the {@link Part}, also when the connection breaks
 * in the middle, so that the next slice goes on where this one ended; only who cancels removes it.
 */
final class Upload {
  private static final int BUFFER = 64 * 1024;

  private final Visit visit;
  private final RemotePath part;
  private final long offset;
  private final long size;
  private final boolean overwrite;
  private final FilesSettings settings;
  private final Transfer transfer;
  private final FilesMetrics metrics;

  Upload(
      Visit visit,
      RemotePath part,
      long offset,
      long size,
      boolean overwrite,
      FilesSettings settings,
      Transfer transfer,
      FilesMetrics metrics) {
    this.visit = visit;
    this.part = part;
    this.offset = offset;
    this.size = size;
    this.overwrite = overwrite;
    this.settings = settings;
    this.transfer = transfer;
    this.metrics = metrics;
  }

  /** How many bytes have arrived, and whether there is a file of that name already. */
  static JsonObject state(Visit visit, RemotePath part) throws FileException {
    long received = find(visit.session(), part).map(RemoteFile::size).orElse(0L);
    return Json.createObjectBuilder()
        .add("received", received)
        .add("exists", find(visit.session(), visit.path()).isPresent())
        .build();
  }

  JsonObject take(InputStream body) throws FilesRefused, FileException, IOException {
    try {
      return accept(body);
    } finally {
      if (!transfer.over()) {
        StaleParts.remove(visit.session(), part);
      }
    }
  }

  private JsonObject accept(InputStream body) throws FilesRefused, FileException, IOException {
    FileSession session = visit.session();
    Optional<RemoteFile> target = find(session, visit.path());
    if (target.isPresent() && target.get().kind() != RemoteFile.Kind.FILE) {
      throw new FilesRefused(409, "There is something of that name that is no regular file.");
    }
    if (target.isPresent() && !overwrite) {
      throw new FilesRefused(409, "There is a file of that name.");
    }
    if (offset == 0) {
      // What a lost connection still writes to the old one must not make this one look longer.
      StaleParts.remove(session, part);
    }
    // Before it is opened: a refusal leaves no empty part.
    mustStandHere();
    boolean whole = false;
    try {
      copy(body);
      whole = true;
    } finally {
      metrics.ended(transfer, whole);
    }
    sweep();
    long received = offset + transfer.bytes();
    if (received == size) {
      finish(target);
    }
    return Json.createObjectBuilder()
        .add("received", received)
        .add("done", received == size)
        .build();
  }

  private void mustStandHere() throws FilesRefused, FileException {
    if (find(visit.session(), part).map(RemoteFile::size).orElse(0L) != offset) {
      throw new FilesRefused(412, "The upload stands elsewhere. Ask where, and go on there.");
    }
  }

  private void copy(InputStream body) throws FilesRefused, FileException, IOException {
    long most = Math.min(settings.slice(), size - offset);
    HostOutput to = new HostOutput(visit.session(), visit.session().write(part, offset));
    try (to) {
      // Once more: a part that was removed before it was opened is a new, empty one by now.
      mustStandHere();
      byte[] buffer = new byte[BUFFER];
      int count = body.read(buffer);
      while (count >= 0) {
        if (transfer.cancelled()) {
          throw new FilesRefused(409, "The upload was cancelled.");
        }
        if (transfer.bytes() + count > most) {
          throw new FilesRefused(413, "This is more than a slice, or than the file's size.");
        }
        to.write(buffer, count);
        transfer.moved(count);
        count = body.read(buffer);
      }
    }
  }

  /** With the first slice: parts of others that were abandoned need not stay for ever. */
  private void sweep() {
    Duration age = settings.partAge();
    if (offset == 0 && !age.isZero() && visit.panel().sweeps(part.parent())) {
      StaleParts.sweep(visit.session(), part, age, settings.list());
    }
  }

  /** Tells the host's failures from those of whoever sends. */
  private record HostOutput(FileSession session, OutputStream to) implements AutoCloseable {
    void write(byte[] bytes, int count) throws FileException {
      try {
        to.write(bytes, 0, count);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws FileException {
      try {
        to.close();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private FileException failed(IOException e) {
      if (!session.open()) {
        return new FileException(
            FileException.Reason.LOST,
            "The connection to the host is lost. Open the files again.",
            e);
      }
      return new FileException(
          FileException.Reason.FAILED,
          "The host took not all of the file. Is its disk full, or a quota used up?",
          e);
    }
  }

  /** The part takes the file's place, and keeps the permissions of the one that was there. */
  private void finish(Optional<RemoteFile> replaced) throws FilesRefused, FileException {
    if (visit.session().stat(part).size() != size) {
      StaleParts.remove(visit.session(), part);
      throw new FilesRefused(409, "Something else wrote to this upload too. Begin it again.");
    }
    if (replaced.isPresent()) {
      visit.session().mode(part, replaced.get().mode());
    }
    try {
      visit.session().rename(part, visit.path());
    } catch (FileException e) {
      if (replaced.isEmpty() || e.reason() != FileException.Reason.FAILED) {
        throw e;
      }
      // A server without posix-rename@openssh.com never renames over a file.
      visit.session().remove(visit.path());
      visit.session().rename(part, visit.path());
    }
  }

  private static Optional<RemoteFile> find(FileSession session, RemotePath path)
      throws FileException {
    try {
      return Optional.of(session.stat(path));
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.NO_SUCH_FILE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
