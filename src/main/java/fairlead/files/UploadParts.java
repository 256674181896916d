package fairlead.files;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
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

/**
 * The bytes that have arrived of one upload: its {@link Part}, or the complete one that is the only
 * copy.
 */
final class UploadParts {
  /** The end of a sentence about a target whose overwriting in place was interrupted. */
  static final String HOLDS_A_PART =
      " holds only a part of the new file now. The complete upload is kept.";

  /** The same if the connection was lost at that moment. */
  static final String MAY_HOLD_A_PART =
      " may hold only a part of the new file now. The complete upload is kept.";

  /** Mode of a part: only its owner may read it until it is complete. */
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

  /** The path of the part, beside the target. */
  RemotePath beside() {
    return beside;
  }

  /**
   * The path of the part in the home directory, used if no file can be created beside the target.
   */
  RemotePath away() {
    return away;
  }

  /** Creates a part. */
  OutputStream create(RemotePath part) throws IOException {
    return session.create(part, OptionalInt.of(PRIVATE));
  }

  /** Opens a part to write on from this offset. */
  OutputStream goOn(RemoteFile part, long offset) throws IOException {
    if ((part.mode() & WRITABLE) == 0) {
      // It already has the permissions of its target.
      session.mode(part.path(), PRIVATE);
    }
    return session.write(part.path(), offset);
  }

  /** The part, if the host has confirmed it up to exactly this offset. */
  Optional<RemoteFile> at(long offset) throws IOException {
    return part().filter(one -> visit.panel().confirmed().received(one) == offset);
  }

  /** How many bytes have arrived and were confirmed. */
  long received() throws IOException {
    Optional<RemoteFile> whole = onlyCopy();
    return whole.isPresent()
        ? whole.get().size()
        : part().map(visit.panel().confirmed()::received).orElse(0L);
  }

  /**
   * The complete upload, while its target is being overwritten in place and after that was
   * interrupted.
   */
  Optional<RemoteFile> onlyCopy() throws IOException {
    return first(Part::onlyCopy);
  }

  /** Removes the parts because the person abandons the upload. */
  void giveUp() throws Refused, IOException {
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
      // A cancelled slice that was still being received may have removed it.
      if (e.reason() != FileException.Reason.NO_SUCH_FILE) {
        throw e;
      }
    }
  }

  /** Removes the parts, but never the only copy. Failures are ignored. */
  void remove() {
    for (RemotePath place : List.of(beside, away)) {
      StaleParts.remove(session, place);
      visit.panel().confirmed().forget(place);
    }
  }

  /** Why the only copy is neither removed nor written to. */
  Refused cutShort() {
    return new Refused(
        Failure.CONFLICT,
        visit.path().shownName() + HOLDS_A_PART + " Upload the same file again to complete it.");
  }

  private Optional<RemoteFile> part() throws IOException {
    return first(place -> place);
  }

  /**
   * The first of the two places with a file that an upload made; files or links of others with that
   * name are ignored.
   */
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
   * Whether an upload made this file. Either it has the mode of a part, or the host ignores
   * requested modes, or it already has its target's mode because the last rename was interrupted.
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
