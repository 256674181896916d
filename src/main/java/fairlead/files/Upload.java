package fairlead.files;

import fairlead.failure.BrokenBody;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import fairlead.ssh.TransferSizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * One slice of an upload. What arrived stays in the {@link Part}, even if the connection is lost
 * midway, so that the next slice continues there. The part is removed if the upload is cancelled,
 * or refused for a reason that would also refuse the next slice.
 */
final class Upload {
  private final Visit visit;
  private final UploadParts parts;
  private final long offset;
  private final long size;
  private final boolean overwrite;
  private final FilesSettings settings;
  private final Transfer transfer;
  private final FilesMetrics metrics;
  private final InPlaceWrites inPlace;
  private final ListingMemory listings;

  /**
   * @param key of this file, see {@link Part}
   */
  Upload(
      Visit visit,
      String key,
      long offset,
      long size,
      boolean overwrite,
      FilesSettings settings,
      Transfer transfer,
      FilesMetrics metrics,
      InPlaceWrites inPlace,
      ListingMemory listings) {
    this.visit = visit;
    parts = new UploadParts(visit, key);
    this.offset = offset;
    this.size = size;
    this.overwrite = overwrite;
    this.settings = settings;
    this.transfer = transfer;
    this.metrics = metrics;
    this.inPlace = inPlace;
    this.listings = listings;
  }

  /** How many bytes have arrived, and whether the target already exists. */
  static UploadState state(Visit visit, String key) throws IOException {
    return new UploadState(
        new UploadParts(visit, key).received(), visit.session().find(visit.path()).isPresent());
  }

  /**
   * Takes the slice.
   *
   * @param length of the body as its header says, in bytes; negative if unknown
   */
  SliceTaken take(InputStream body, long length) throws Refused, IOException {
    boolean hopeless = false;
    try {
      if (length > most()) {
        throw tooLarge();
      }
      return accept(body);
    } catch (Refused e) {
      hopeless = e.failure() == Failure.TOO_LARGE;
      throw e;
    } catch (FileException e) {
      hopeless = isForGood(e.reason());
      throw e;
    } finally {
      if (!transfer.over() || hopeless) {
        parts.remove();
      }
    }
  }

  /**
   * Whether the next slice would fail in the same way. Not for a full disk, which may have room
   * again by then.
   */
  private static boolean isForGood(FileException.Reason reason) {
    return switch (reason) {
      case DENIED, NO_SUCH_FILE -> true;
      case CONFLICT, FAILED, LOST -> false;
    };
  }

  private SliceTaken accept(InputStream body) throws Refused, IOException {
    Optional<RemoteFile> target = target();
    if (offset == 0 && target.isPresent()) {
      placement(parts.beside()).mustTake(target.get());
    }
    Optional<RemoteFile> whole = parts.onlyCopy();
    if (whole.isPresent() && (offset != size || whole.get().size() != size)) {
      throw parts.cutShort();
    }
    if (offset == 0) {
      // A lost connection may still write to the old part, which would make the new upload look
      // longer.
      parts.remove();
    }
    RemotePath part;
    boolean taken = false;
    try {
      part = whole.isPresent() ? nothing(body, whole.get()) : copy(body, target.isPresent());
      taken = true;
    } finally {
      metrics.ended(transfer, taken);
    }
    sweep(part);
    if (!transfer.over()) {
      throw cancelled();
    }
    long received = offset + transfer.bytes();
    if (received == size) {
      finish(part, target);
    }
    return new SliceTaken(received, received == size);
  }

  /** The existing target that will be replaced: a file, or a link to a file or to nothing. */
  private Optional<RemoteFile> target() throws Refused, FileException {
    Optional<RemoteFile> there = visit.session().find(visit.path());
    if (there.isEmpty()) {
      return there;
    }
    boolean taken = there.get().kind() != RemoteFile.Kind.FILE;
    if (there.get().kind() == RemoteFile.Kind.LINK) {
      taken = leadsElsewhere();
    }
    if (taken || !overwrite) {
      throw Conflicts.taken(there.get());
    }
    return there;
  }

  /** Whether a link leads to something that is not a regular file. */
  private boolean leadsElsewhere() throws FileException {
    try {
      return visit.session().stat(visit.path()).kind() != RemoteFile.Kind.FILE;
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.NO_SUCH_FILE) {
        return false;
      }
      throw e;
    }
  }

  /** The upload is complete: no more bytes are accepted. */
  private RemotePath nothing(InputStream body, RemoteFile whole) throws Refused, IOException {
    if (read(body, new byte[1]) >= 0) {
      throw tooLarge();
    }
    return whole.path();
  }

  private static Refused tooLarge() {
    return new Refused(
        Failure.TOO_LARGE, "This is larger than a slice may be, or larger than the file.");
  }

  /**
   * Writes the slice.
   *
   * @return the part
   */
  private RemotePath copy(InputStream body, boolean replaces) throws Refused, IOException {
    if (offset > 0) {
      RemoteFile part = parts.at(offset).orElseThrow(Upload::standsElsewhere);
      try {
        copy(body, parts.goOn(part, offset), part.path());
      } catch (FileException e) {
        if (e.reason() == FileException.Reason.NO_SUCH_FILE) {
          // It was removed after parts.at found it.
          throw standsElsewhere();
        }
        throw e;
      }
      return part.path();
    }
    try {
      copy(body, parts.create(parts.beside()), parts.beside());
      return parts.beside();
    } catch (FileException e) {
      if (!replaces || e.reason() != FileException.Reason.DENIED || transfer.bytes() > 0) {
        throw e;
      }
    }
    // The account may not create files in this directory, but may be able to write to the target.
    copy(body, parts.create(parts.away()), parts.away());
    return parts.away();
  }

  private static Refused cancelled() {
    return new Refused(Failure.CONFLICT, "The upload was cancelled.");
  }

  private static Refused standsElsewhere() {
    return new Refused(
        Failure.CHANGED, "The upload is at another position. Ask for it and continue from there.");
  }

  private void copy(InputStream body, OutputStream to, RemotePath part)
      throws Refused, IOException {
    visit.panel().confirmed().forget(part);
    try {
      copyAndConfirm(body, to, part);
    } catch (FileException e) {
      throw isFull(e, part) ? full(e) : e;
    }
  }

  private void copyAndConfirm(InputStream body, OutputStream to, RemotePath part)
      throws Refused, IOException {
    try {
      copy(body, to);
    } finally {
      confirm(to, part);
    }
  }

  /** Asks for the free space, because SFTP has no status for a full disk. */
  private boolean isFull(FileException e, RemotePath part) throws FileException {
    if (e.reason() != FileException.Reason.FAILED || !visit.session().open()) {
      return false;
    }
    OptionalLong room = visit.session().room(part.parent());
    return room.isPresent() && room.getAsLong() < FileSession.UNCONFIRMED_MOST;
  }

  private FileException full(FileException e) {
    return new FileException(
        FileException.Reason.FAILED,
        "The disk of %s is full. Make room there and upload %s again."
            .formatted(visit.panel().host(), visit.path().shownName()),
        e);
  }

  private void copy(InputStream body, OutputStream to) throws Refused, IOException {
    byte[] buffer = new byte[TransferSizes.BUFFER];
    int count = read(body, buffer);
    while (count >= 0) {
      if (transfer.cancelled()) {
        throw cancelled();
      }
      if (transfer.bytes() + count > most()) {
        throw tooLarge();
      }
      to.write(buffer, 0, count);
      transfer.moved(count);
      count = read(body, buffer);
    }
  }

  /** The most bytes that this slice may have. */
  private long most() {
    return Math.min(settings.slice(), size - offset);
  }

  private int read(InputStream body, byte[] buffer) throws Refused, BrokenBody {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      if (transfer.cancelled()) {
        throw cancelled();
      }
      throw BrokenBody.of(e);
    }
  }

  /** Waits until the host has confirmed every byte, even after the browser was disconnected. */
  private void confirm(OutputStream to, RemotePath part) throws IOException {
    boolean written = false;
    try {
      try (to) {
        to.flush();
        written = true;
      }
    } catch (IOException e) {
      if (written) {
        // Some file systems report a full disk only on close, without saying which bytes are lost.
        StaleParts.remove(visit.session(), part);
      }
      throw e;
    }
    visit.panel().confirmed().put(part, offset + transfer.bytes());
  }

  /** Removes abandoned parts of other uploads, once, with the first slice. */
  private void sweep(RemotePath part) {
    Duration age = settings.partAge();
    if (offset == 0 && !age.isZero() && visit.panel().sweeps(part.parent())) {
      try (ListingMemory.Lease memory = listings.lease(visit.panel().person().name())) {
        LongPredicate room = memory.within(settings.nameBytes());
        StaleParts.sweep(visit.session(), part, age, settings.list(), room);
      }
    }
  }

  private Placement placement(RemotePath part) {
    return new Placement(visit, part, inPlace);
  }

  private void finish(RemotePath part, Optional<RemoteFile> target) throws Refused, IOException {
    FileSession session = visit.session();
    if (session.lstat(part).size() != size) {
      parts.remove();
      throw new Refused(Failure.CONFLICT, "Another program wrote to this upload. Start it again.");
    }
    placement(part).place(target);
    visit.panel().confirmed().forget(part);
  }
}
