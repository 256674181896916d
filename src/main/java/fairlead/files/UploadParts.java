package fairlead.files;

import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What has arrived of one upload: its {@link Part}, or the whole of it that is only there. */
final class UploadParts {
  /** The rest of a sentence on a file whose writing in place was broken off. */
  static final String HOLDS_A_PART =
      " holds only a part of the new file now. All of it has arrived and is kept.";

  /** The same when the connection was lost just then. */
  static final String MAY_HOLD_A_PART =
      " may hold only a part of the new file now. All of it has arrived and is kept.";

  /** Only its owner may read it until it is complete. */
  private static final int PRIVATE = 0600;

  private static final int WRITABLE = 0200;

  private final Visit visit;
  private final FileSession session;
  private final RemotePath beside;
  private final RemotePath away;

  /**
   * @param key of this file, see {@link Part}
   */
  UploadParts(Visit visit, String key) {
    this.visit = visit;
    session = visit.session();
    beside = Part.of(visit.path(), key).orElseThrow();
    away = Part.away(session.home(), visit.path(), key);
  }

  /** Where the part is: beside the target. */
  RemotePath beside() {
    return beside;
  }

  /** Where it is when the target's directory takes no new file: in the home directory. */
  RemotePath away() {
    return away;
  }

  /** Takes the bytes of a new part. */
  OutputStream create(RemotePath part) throws IOException {
    return session.create(part, OptionalInt.of(PRIVATE));
  }

  /** Takes more bytes of a part. */
  OutputStream goOn(RemoteFile part, long offset) throws IOException {
    if ((part.mode() & WRITABLE) == 0) {
      // It has the permissions of its target already.
      session.mode(part.path(), PRIVATE);
    }
    return session.write(part.path(), offset);
  }

  /** The part, if it ends here for certain. */
  Optional<RemoteFile> at(long offset) throws IOException {
    return part().filter(one -> visit.panel().confirmed().received(one) == offset);
  }

  /** How many bytes have arrived for certain. */
  long received() throws IOException {
    Optional<RemoteFile> whole = onlyCopy();
    return whole.isPresent()
        ? whole.get().size()
        : part().map(visit.panel().confirmed()::received).orElse(0L);
  }

  /** All of the upload, while its target is written to in place, and when that was broken off. */
  Optional<RemoteFile> onlyCopy() throws IOException {
    return first(Part::onlyCopy);
  }

  /** Removes them for the person who gives the upload up. */
  void giveUp() throws FilesRefused, IOException {
    if (onlyCopy().isPresent()) {
      throw cutShort();
    }
    for (RemotePath place : List.of(beside, away)) {
      if (session.find(place).isPresent()) {
        giveUp(place);
      }
    }
  }

  private void giveUp(RemotePath part) throws FileException {
    try {
      session.remove(part);
    } catch (FileException e) {
      // A slice that was still on its way, and was cancelled, removes it too.
      if (e.reason() != FileException.Reason.NO_SUCH_FILE) {
        throw e;
      }
    }
  }

  /** Removes them, but never the only copy. A failure to remove one is ignored. */
  void remove() {
    for (RemotePath place : List.of(beside, away)) {
      StaleParts.remove(session, place);
      visit.panel().confirmed().forget(place);
    }
  }

  /** Why the only copy is neither removed nor written to. */
  FilesRefused cutShort() {
    return new FilesRefused(
        409,
        visit.path().shownName() + HOLDS_A_PART + " Upload the same file again to complete it.");
  }

  private Optional<RemoteFile> part() throws IOException {
    return first(place -> place);
  }

  /** The first that was made by an upload: somebody else's file or link of that name is none. */
  private Optional<RemoteFile> first(UnaryOperator<RemotePath> name) throws IOException {
    for (RemotePath place : List.of(beside, away)) {
      Optional<RemoteFile> found =
          session.find(name.apply(place)).filter(one -> one.kind() == RemoteFile.Kind.FILE);
      if (found.isPresent() && isOurs(found.get())) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether an upload made it: it has the mode of a part; or the host ignores the requested mode;
   * or it has its target's mode already because the last rename was interrupted.
   */
  private boolean isOurs(RemoteFile part) throws IOException {
    if (part.mode() == PRIVATE) {
      return true;
    }
    RemoteFile probe = ModeProbe.file(session, part.path(), OptionalInt.of(PRIVATE));
    return probe.mode() != PRIVATE
        || (!part.owner().isEmpty()
            && part.owner().equals(probe.owner())
            && session.names(part.path()) == 1);
  }
}
