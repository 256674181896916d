package fairlead.failure;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** The body of a request did not arrive as a whole; the message is a sentence that says why. */
public final class BrokenBody extends IOException {
  /** The sentence for a body that takes too long. */
  public static final String TOO_SLOW = "The request was sent too slowly.";

  private static final long serialVersionUID = 1;

  /** The server's exception for a body that breaks the rules of HTTP, such as a wrong chunk. */
  private static final String MALFORMED =
      "com.ibm.wsspi.http.channel.exception.IllegalHttpBodyException";

  private final Failure failure;

  private BrokenBody(Failure failure, String sentence, Throwable cause) {
    super(sentence, cause);
    this.failure = failure;
  }

  /**
   * Tells apart why a body cannot be read.
   *
   * @param failure as the server throws it
   */
  public static BrokenBody of(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SocketTimeoutException) {
        return new BrokenBody(Failure.TOO_SLOW, TOO_SLOW, failure);
      }
      if (one.getClass().getName().equals(MALFORMED)) {
        return new BrokenBody(
            Failure.BAD_REQUEST, "The body of the request is malformed.", failure);
      }
    }
    return new BrokenBody(Failure.BAD_REQUEST, "The client closed its connection.", failure);
  }

  public Failure failure() {
    return failure;
  }
}
