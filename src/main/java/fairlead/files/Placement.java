package fairlead.files;

import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The last step of an upload: the whole part comes under its target's name. As with {@code sftp
 * put}, links, hard links, owner and group of a file that is replaced stay: where a rename would
 * change any of them, the bytes are copied into the file instead.
 */
final class Placement {
  /** Without the set-user-ID, set-group-ID and sticky bits. */
  private static final int PERMISSIONS = 0777;

  private final FileSession session;
  private final RemotePath part;
  private final RemotePath target;
  private final String host;
  private final InPlaceWrites inPlace;

  Placement(Visit visit, RemotePath part, InPlaceWrites inPlace) {
    this.session = visit.session();
    this.part = part;
    this.target = visit.path();
    this.host = visit.panel().host();
    this.inPlace = inPlace;
  }

  /**
   * Places it.
   *
   * @param replaced what has the target's name
   */
  void place(Optional<RemoteFile> replaced) throws FilesRefused, IOException {
    if (replaced.isEmpty()) {
      mode(ModeProbe.made(session, target, OptionalInt.empty()) & PERMISSIONS);
      appear();
    } else if (mayReplace(replaced.get())) {
      mode(replaced.get().mode() & PERMISSIONS);
      session.replace(part, target);
    } else {
      copy();
    }
    inPlace.whole(host, target);
  }

  /** The part stays when this is refused or fails: an empty slice at its end tries again. */
  private void copy() throws FilesRefused, IOException {
    if (!inPlace.begin(host)) {
      throw new FilesRefused(
          423, "Another upload is being written into a file on " + host + ". Try again.");
    }
    try {
      mustFit();
      session.copy(part, target, () -> inPlace.cut(host, target));
    } catch (FileException e) {
      throw inPlace.isCutShort(host, target) ? new FileException(e.reason(), cutShort(e), e) : e;
    } finally {
      inPlace.end(host);
    }
    StaleParts.remove(session, part);
  }

  private String cutShort(FileException why) {
    return why.getMessage()
        + " "
        + target.shownName()
        + " holds only a part of the new file now. All of it has arrived and is kept: upload it again"
        + " to complete it.";
  }

  /** What the target holds makes room for what comes. */
  private void mustFit() throws FileException {
    OptionalLong room = session.room(target);
    if (room.isPresent()) {
      long missing = session.lstat(part).size() - size() - room.getAsLong();
      if (missing > 0) {
        throw new FileException(
            FileException.Reason.FAILED,
            "The disk of %s has too little space for %s: %d bytes are missing. The file there is unchanged, and what has arrived is kept: make room and upload it again."
                .formatted(host, target.shownName(), missing));
      }
    }
  }

  private long size() throws FileException {
    return session.stat(target).size();
  }

  /** A file that came meanwhile is not replaced unasked. */
  private void appear() throws FilesRefused, IOException {
    try {
      session.rename(part, target);
    } catch (FileException e) {
      Optional<RemoteFile> there =
          e.reason() == FileException.Reason.FAILED
              ? Upload.find(session, target)
              : Optional.empty();
      if (there.isPresent()) {
        throw FilesRefused.taken(there.get());
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

  /** A host that keeps no permissions may refuse to set those that a file has anyway. */
  private void mode(int mode) throws FileException {
    if (session.lstat(part).mode() != mode) {
      session.mode(part, mode);
    }
  }
}
