package fairlead.files;

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

  int status() {
    return status;
  }
}
