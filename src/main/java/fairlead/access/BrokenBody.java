package fairlead.access;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** The body of a request did not arrive as a whole; the message is a sentence that says why. */
public final class BrokenBody extends IOException {
  static final String TOO_SLOW = "The request was sent too slowly.";

  private static final long serialVersionUID = 1;

  /** The server's exception for a body that breaks the rules of HTTP, such as a wrong chunk. */
  private static final String MALFORMED =
      "com.ibm.wsspi.http.channel.exception.IllegalHttpBodyException";

  private final int status;

  private BrokenBody(int status, String sentence, Throwable cause) {
    super(sentence, cause);
    this.status = status;
  }

  /**
   * Tells apart why a body cannot be read.
   *
   * @param failure as the server throws it
   */
  public static BrokenBody of(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SocketTimeoutException) {
        return new BrokenBody(408, TOO_SLOW, failure);
      }
      if (one.getClass().getName().equals(MALFORMED)) {
        return new BrokenBody(400, "The body of the request is malformed.", failure);
      }
    }
    return new BrokenBody(400, "The client closed its connection.", failure);
  }

  /** The status of the response. */
  public int status() {
    return status;
  }
}
