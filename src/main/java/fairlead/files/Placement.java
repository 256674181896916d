package fairlead.files;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The last step of an upload: gives the complete part its target's name. As with {@code sftp put},
 * a replaced file keeps its links, hard links, owner and group: where a rename would change any of
 * them, the bytes are copied into the file instead.
 */
final class Placement {
  /** Without the set-user-ID, set-group-ID and sticky bits. */
  private static final int PERMISSIONS = 0777;

  private final FileSession session;
  private RemotePath part;
  private final RemotePath target;
  private final String host;
  private final String machine;
  private final InPlaceWrites inPlace;

  Placement(Visit visit, RemotePath part, InPlaceWrites inPlace) {
    this.session = visit.session();
    this.part = part;
    this.target = visit.path();
    this.host = visit.panel().host();
    this.machine = visit.panel().admission().machine();
    this.inPlace = inPlace;
  }

  /**
   * Moves or copies the part to the target.
   *
   * @param replaced the existing file of the target's name
   */
  void place(Optional<RemoteFile> replaced) throws Refused, IOException {
    if (replaced.isEmpty()) {
      mode(ModeProbe.made(session, target, OptionalInt.empty()) & PERMISSIONS);
      appear();
    } else if (mayReplace(replaced.get())) {
      mustTake(replaced.get());
      mode(replaced.get().mode() & PERMISSIONS);
      session.replace(part, target);
    } else {
      copy();
    }
  }

  /**
   * Requires that the account may write to a file that will be replaced, although a rename needs no
   * such right.
   */
  void mustTake(RemoteFile replaced) throws IOException {
    if (replaced.kind() != RemoteFile.Kind.FILE) {
      // A link is written through, which needs the right anyway.
      return;
    }
    try {
      session.write(target, 0).close();
    } catch (FileException e) {
      if (e.reason() != FileException.Reason.DENIED) {
        throw e;
      }
      throw new FileException(
          FileException.Reason.DENIED,
          "%s is write-protected: this account may not write to it on %s."
              .formatted(target.shownName(), host),
          e);
    }
  }

  /**
   * Copies the part into the target. If this fails, the part stays, and an empty slice at its end
   * tries again.
   */
  private void copy() throws Refused, IOException {
    if (!inPlace.begin(machine)) {
      throw new Refused(
          Failure.LOCKED,
          "Another upload is being written into a file on " + host + ". Try again.");
    }
    try {
      boolean cutShort = Part.isOnlyCopy(part);
      mustFit(cutShort);
      if (!cutShort) {
        // The name protects the only copy, even if this server stops before the target is complete.
        rename(Part.onlyCopy(part));
      }
      copy(cutShort);
    } finally {
      inPlace.end(machine);
    }
    StaleParts.remove(session, part);
  }

  private void copy(boolean cutShort) throws FileException {
    boolean[] begun = {cutShort};
    try {
      session.copy(part, target, () -> begun[0] = true);
    } catch (FileException e) {
      if (begun[0]) {
        throw cutShort(e, UploadParts.HOLDS_A_PART);
      }
      if (!session.open()) {
        // The host may have truncated the target although its reply did not arrive.
        throw cutShort(e, UploadParts.MAY_HOLD_A_PART);
      }
      rename(Part.notOnlyCopy(part));
      throw e;
    }
  }

  private void rename(RemotePath name) throws FileException {
    session.rename(part, name);
    part = name;
  }

  private FileException cutShort(FileException why, String holds) {
    return new FileException(
        why.reason(),
        "%s %s%s Upload it again to complete it."
            .formatted(why.getMessage(), target.shownName(), holds),
        why);
  }

  /**
   * The target's present size counts as room only where a previous attempt of this upload wrote it:
   * any other file may be sparse and free less than its size.
   */
  private void mustFit(boolean cutShort) throws FileException {
    OptionalLong room = session.room(target);
    if (room.isPresent()) {
      long missing = session.lstat(part).size() - (cutShort ? size() : 0) - room.getAsLong();
      if (missing > 0) {
        throw new FileException(
            FileException.Reason.FAILED,
            "The disk of %s has too little space for %s: %d bytes are missing. %s Make room and upload it again."
                .formatted(
                    host,
                    target.shownName(),
                    missing,
                    cutShort
                        ? target.shownName() + UploadParts.HOLDS_A_PART
                        : "The file there is unchanged, and what has arrived is kept."));
      }
    }
  }

  private long size() throws FileException {
    return session.stat(target).size();
  }

  /**
   * Renames the part to a target that did not exist. A file that was created meanwhile is not
   * replaced.
   */
  private void appear() throws Refused, IOException {
    try {
      session.rename(part, target);
    } catch (FileException e) {
      Optional<RemoteFile> there =
          e.reason() == FileException.Reason.FAILED ? session.find(target) : Optional.empty();
      if (there.isPresent()) {
        throw Conflicts.taken(there.get());
      }
      throw e;
    }
  }

  private boolean mayReplace(RemoteFile there) throws FileException {
    return there.kind() == RemoteFile.Kind.FILE
        && part.parent().equals(target.parent())
        && !there.owner().isEmpty()
        && there.owner().equals(session.lstat(part).owner())
        && session.names(target) == 1;
  }

  /**
   * Sets the permissions if they differ: a file system without permissions may refuse even an
   * unchanged value.
   */
  private void mode(int mode) throws FileException {
    if (session.lstat(part).mode() != mode) {
      session.mode(part, mode);
    }
  }
}
