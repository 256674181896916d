package fairlead.files;

import fairlead.admission.NotAdmitted;
import fairlead.ssh.RemoteFile;

/** A request for files that is refused; the message is a sentence for the person. */
final class FilesRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param status of the HTTP response
   */
  FilesRefused(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  static FilesRefused of(NotAdmitted why) {
    int status =
        switch (why.reason()) {
          case DRAINING -> 503;
          case NO_SUCH_HOST -> 404;
          case ACCOUNT -> 400;
          case POLICY, ADDRESS, FILES, AGENT, GONE, CHANGED, PERSON -> 403;
        };
    return new FilesRefused(status, why.getMessage());
  }

  /** The path is already taken by something. */
  static FilesRefused taken(RemoteFile there) {
    String kind =
        switch (there.kind()) {
          case FILE -> "file";
          case DIRECTORY -> "folder";
          case LINK -> "link";
          case OTHER -> "special file";
        };
    return new FilesRefused(
        409, "A " + kind + " named " + there.path().shownName() + " already exists.");
  }

  int status() {
    return status;
  }
}
