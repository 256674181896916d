package fairlead.files;

import fairlead.admission.NotAdmitted;

/** A request for files that is not granted; the message is for the person. */
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
          case NO_SUCH_HOST -> 404;
          case ACCOUNT -> 400;
          case POLICY, ADDRESS, FILES, AGENT, GONE, CHANGED, PERSON -> 403;
        };
    return new FilesRefused(status, why.getMessage());
  }

  int status() {
    return status;
  }
}
