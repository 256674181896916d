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
import java.util.OptionalInt;
import java.util.function.LongPredicate;

/**
 * One slice of an upload. What arrived stays in the {@link Part}, also when the connection breaks
 * in the middle, so that the next slice goes on where this one ended. It is removed when the upload
 * is cancelled, or refused in a way that going on does not change.
 */
final class Upload {
  private static final int BUFFER = 64 * 1024;

  /** The HTTP status of content that is more than was announced. */
  private static final int TOO_LARGE = 413;

  /** The rest of a sentence on a file whose writing in place was broken off. */
  static final String HOLDS_A_PART =
      " holds only a part of the new file now. All of it has arrived and is kept.";

  /** Until it is whole, only its owner reads it: nobody knows yet who may. */
  private static final int PRIVATE = 0600;

  private static final int WRITABLE = 0200;

  private final Visit visit;
  private final String key;
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
    this.key = key;
    this.offset = offset;
    this.size = size;
    this.overwrite = overwrite;
    this.settings = settings;
    this.transfer = transfer;
    this.metrics = metrics;
    this.inPlace = inPlace;
    this.listings = listings;
  }

  /** How many bytes have arrived, and whether there is something of that name already. */
  static JsonObject state(Visit visit, String key) throws IOException {
    return Json.createObjectBuilder()
        .add("received", received(visit, key))
        .add("exists", find(visit.session(), visit.path()).isPresent())
        .build();
  }

  private static long received(Visit visit, String key) throws IOException {
    Optional<RemoteFile> whole = onlyCopy(visit, key);
    if (whole.isPresent()) {
      return whole.get().size();
    }
    return part(visit, key).map(visit.panel().confirmed()::received).orElse(0L);
  }

  /** Removes what has arrived, unless it is the only copy. */
  static void giveUp(Visit visit, String key) throws FilesRefused, IOException {
    FileSession session = visit.session();
    if (onlyCopy(visit, key).isPresent()) {
      throw cutShort(visit);
    }
    for (RemotePath place : places(visit, key)) {
      if (find(session, place).isPresent()) {
        session.remove(place);
      }
    }
  }

  JsonObject take(InputStream body) throws FilesRefused, IOException {
    boolean hopeless = false;
    try {
      return accept(body);
    } catch (FilesRefused e) {
      hopeless = e.status() == TOO_LARGE;
      throw e;
    } catch (FileException e) {
      hopeless = isForGood(e.reason());
      throw e;
    } finally {
      if (!transfer.over() || hopeless) {
        removeParts();
      }
    }
  }

  /** Whether the next slice would fail as this one did; a disk may have room again by then. */
  private static boolean isForGood(FileException.Reason reason) {
    return switch (reason) {
      case DENIED, NO_SUCH_FILE -> true;
      case CONFLICT, FAILED, LOST -> false;
    };
  }

  private JsonObject accept(InputStream body) throws FilesRefused, IOException {
    Optional<RemoteFile> target = target();
    Optional<RemoteFile> whole = onlyCopy(visit, key);
    if (whole.isPresent() && (offset != size || whole.get().size() != size)) {
      throw cutShort(visit);
    }
    if (offset == 0) {
      // What a lost connection still writes to the old one must not make this one look longer.
      removeParts();
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
    return Json.createObjectBuilder()
        .add("received", received)
        .add("done", received == size)
        .build();
  }

  /** What is there and is to be replaced: a file, or a link to one or to nothing. */
  private Optional<RemoteFile> target() throws FilesRefused, FileException {
    Optional<RemoteFile> there = find(visit.session(), visit.path());
    if (there.isEmpty()) {
      return there;
    }
    boolean taken = there.get().kind() != RemoteFile.Kind.FILE;
    if (there.get().kind() == RemoteFile.Kind.LINK) {
      taken = leadsElsewhere();
    }
    if (taken || !overwrite) {
      throw FilesRefused.taken(there.get());
    }
    return there;
  }

  /** Whether a link leads to something that is no file. */
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

  /** All of it is there: nothing is written to it any more. */
  private static RemotePath nothing(InputStream body, RemoteFile whole)
      throws FilesRefused, IOException {
    if (body.read() >= 0) {
      throw tooLarge();
    }
    return whole.path();
  }

  private static FilesRefused tooLarge() {
    return new FilesRefused(
        TOO_LARGE, "This is larger than a slice may be, or larger than the file.");
  }

  private static FilesRefused cutShort(Visit visit) {
    return new FilesRefused(
        409,
        visit.path().shownName() + HOLDS_A_PART + " Upload the same file again to complete it.");
  }

  /**
   * Writes the slice.
   *
   * @return the part
   */
  private RemotePath copy(InputStream body, boolean replaces) throws FilesRefused, IOException {
    if (offset > 0) {
      RemoteFile there =
          part(visit, key)
              .filter(one -> visit.panel().confirmed().received(one) == offset)
              .orElseThrow(Upload::standsElsewhere);
      RemotePath part = there.path();
      try {
        if ((there.mode() & WRITABLE) == 0) {
          // It has the permissions of its target already.
          visit.session().mode(part, PRIVATE);
        }
        copy(body, visit.session().write(part, offset), part);
      } catch (FileException e) {
        if (e.reason() == FileException.Reason.NO_SUCH_FILE) {
          // Removed since we looked.
          throw standsElsewhere();
        }
        throw e;
      }
      return part;
    }
    RemotePath beside = places(visit, key)[0];
    try {
      copy(body, create(beside), beside);
      return beside;
    } catch (FileException e) {
      if (!replaces || e.reason() != FileException.Reason.DENIED || transfer.bytes() > 0) {
        throw e;
      }
    }
    // The directory takes no new file, but the one in it may be written to.
    RemotePath away = places(visit, key)[1];
    copy(body, create(away), away);
    return away;
  }

  private OutputStream create(RemotePath part) throws FileException {
    return visit.session().create(part, OptionalInt.of(PRIVATE));
  }

  private static FilesRefused cancelled() {
    return new FilesRefused(409, "The upload was cancelled.");
  }

  private static FilesRefused standsElsewhere() {
    return new FilesRefused(
        412, "The upload is at another position. Ask for it and continue from there.");
  }

  private void copy(InputStream body, OutputStream to, RemotePath part)
      throws FilesRefused, IOException {
    visit.panel().confirmed().forget(part);
    try {
      copy(body, to);
    } finally {
      confirm(to, part);
    }
  }

  private void copy(InputStream body, OutputStream to) throws FilesRefused, IOException {
    long most = Math.min(settings.slice(), size - offset);
    byte[] buffer = new byte[BUFFER];
    int count = body.read(buffer);
    while (count >= 0) {
      if (transfer.cancelled()) {
        throw cancelled();
      }
      if (transfer.bytes() + count > most) {
        throw tooLarge();
      }
      to.write(buffer, 0, count);
      transfer.moved(count);
      count = body.read(buffer);
    }
  }

  /** What the host has not confirmed does not count, also when the browser was cut meanwhile. */
  private void confirm(OutputStream to, RemotePath part) throws IOException {
    boolean written = false;
    try {
      try (to) {
        to.flush();
        written = true;
      }
    } catch (IOException e) {
      if (written) {
        // Some file systems tell of a full disk only now, and nobody knows what is missing.
        StaleParts.remove(visit.session(), part);
      }
      throw e;
    }
    visit.panel().confirmed().put(part, offset + transfer.bytes());
  }

  /** With the first slice: parts of others that were abandoned need not stay for ever. */
  private void sweep(RemotePath part) {
    Duration age = settings.partAge();
    if (offset == 0 && !age.isZero() && visit.panel().sweeps(part.parent())) {
      try (ListingMemory.Lease memory = listings.lease(visit.panel().person().name())) {
        LongPredicate room = memory.within(settings.nameBytes());
        StaleParts.sweep(visit.session(), part, age, settings.list(), room);
      }
    }
  }

  private void finish(RemotePath part, Optional<RemoteFile> target)
      throws FilesRefused, IOException {
    FileSession session = visit.session();
    if (session.lstat(part).size() != size) {
      removeParts();
      throw new FilesRefused(409, "Another program wrote to this upload. Start it again.");
    }
    new Placement(visit, part, inPlace).place(target);
    visit.panel().confirmed().forget(part);
  }

  private void removeParts() {
    for (RemotePath place : places(visit, key)) {
      StaleParts.remove(visit.session(), place);
      visit.panel().confirmed().forget(place);
    }
  }

  /** Where the part may be: beside the target, or in the home directory. */
  private static RemotePath[] places(Visit visit, String key) {
    return new RemotePath[] {
      Part.of(visit.path(), key).orElseThrow(), Part.away(visit.session().home(), visit.path(), key)
    };
  }

  private static Optional<RemoteFile> part(Visit visit, String key) throws IOException {
    for (RemotePath place : places(visit, key)) {
      Optional<RemoteFile> found = made(visit.session(), place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A whole part whose target was cut short, or is being written to. */
  private static Optional<RemoteFile> onlyCopy(Visit visit, String key) throws IOException {
    for (RemotePath place : places(visit, key)) {
      Optional<RemoteFile> found = made(visit.session(), Part.onlyCopy(place));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A part that this made: somebody else's file or link of that name is none. */
  private static Optional<RemoteFile> made(FileSession session, RemotePath place)
      throws IOException {
    Optional<RemoteFile> found =
        find(session, place).filter(one -> one.kind() == RemoteFile.Kind.FILE);
    return found.isPresent() && isOurs(session, found.get()) ? found : Optional.empty();
  }

  /**
   * As this makes parts; or as the host makes all files, whatever permissions are asked for; or
   * with the permissions of its target, where its renaming was broken off.
   */
  private static boolean isOurs(FileSession session, RemoteFile part) throws IOException {
    if (part.mode() == PRIVATE) {
      return true;
    }
    RemoteFile probe = ModeProbe.file(session, part.path(), OptionalInt.of(PRIVATE));
    return probe.mode() != PRIVATE
        || (!part.owner().isEmpty()
            && part.owner().equals(probe.owner())
            && session.names(part.path()) == 1);
  }

  /** What has this name, links not followed. */
  static Optional<RemoteFile> find(FileSession session, RemotePath path) throws FileException {
    try {
      return Optional.of(session.lstat(path));
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.NO_SUCH_FILE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
