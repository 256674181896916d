package fairlead.files;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.RemoteFile;

/** Refusals because of what is at a path already. */
final class Conflicts {
  private Conflicts() {}

  /** The path is already taken by something. */
  static Refused taken(RemoteFile there) {
    String kind =
        switch (there.kind()) {
          case FILE -> "file";
          case DIRECTORY -> "folder";
          case LINK -> "link";
          case OTHER -> "special file";
        };
    return new Refused(
        Failure.CONFLICT, "A " + kind + " named " + there.path().shownName() + " already exists.");
  }
}
