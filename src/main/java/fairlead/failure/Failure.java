package fairlead.failure;

import fairlead.ssh.FileException;
import fairlead.ssh.SshException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Everything that can go wrong for a client: who is to blame, the status of an HTTP response, the
 * close code of a socket, and the sentence for the person where nothing more is known
 * (docs/PROTOCOL.md, "Failures").
 */
public enum Failure {
  // What the client asked for cannot be done.
  BAD_FRAME(Kind.MISTAKE, Failure.NONE, 1002, "A frame was malformed."),
  BAD_MESSAGE(Kind.MISTAKE, 400, 4400, "This message is not part of the protocol."),
  BAD_REQUEST(Kind.MISTAKE, 400, Failure.NONE, "Fairlead cannot process this request."),
  NO_SUCH_ADDRESS(Kind.MISTAKE, 404, Failure.NONE, "This address does not exist."),
  NO_SUCH_HOST(Kind.MISTAKE, 404, 4404, "There is no host with this name."),
  NO_SUCH_TERMINAL(Kind.MISTAKE, 404, 4404, "This terminal is no longer running."),
  OUTDATED_TOKEN(
      Kind.MISTAKE,
      Failure.NONE,
      4404,
      "This token has been used, or there is a newer one. Ask for another one."),
  NO_SUCH_PANEL(
      Kind.MISTAKE, 404, Failure.NONE, "These files are no longer open. Open them again."),
  NO_SUCH_TRANSFER(Kind.MISTAKE, 404, Failure.NONE, "This transfer has ended."),
  BAD_METHOD(Kind.MISTAKE, 405, Failure.NONE, "This address does not support this method."),
  NO_PAGE(Kind.MISTAKE, 406, Failure.NONE, "This address is for programs only."),
  TOO_SLOW(Kind.MISTAKE, 408, 4408, "The connection was closed because it did not respond."),
  CONFLICT(
      Kind.MISTAKE, 409, Failure.NONE, "This is not possible as the host's files are at present."),
  NO_LENGTH(Kind.MISTAKE, 411, Failure.NONE, "Send the request with its length."),
  CHANGED(Kind.MISTAKE, 412, Failure.NONE, "The file has changed."),
  TOO_LARGE(Kind.MISTAKE, 413, 1009, "A message was larger than allowed."),
  COMPRESSED(Kind.MISTAKE, 415, Failure.NONE, "Send the request without compression."),
  LOCKED(Kind.MISTAKE, 423, Failure.NONE, "This file is being uploaded already."),

  // The sign-in, the policy or a limit does not allow it.
  NO_LOGIN(Kind.DENIED, 401, Failure.NONE, "You are not signed in."),
  NOT_SIGNED_IN(Kind.DENIED, 401, 4401, "You are signed out. Sign in again."),
  NOT_ALLOWED(Kind.DENIED, 403, 4403, "You are not allowed to do this. Ask an administrator."),
  TOO_MANY(Kind.DENIED, 429, 4429, "No more terminals can be opened now. Try again later."),

  // The host failed, or the way to it.
  NO_RIGHT(Kind.HOST, 403, Failure.NONE, "The account may not do this on the host."),
  NO_SUCH_FILE(Kind.HOST, 404, Failure.NONE, "The host has no such file."),
  DISCONNECTED(Kind.HOST, 410, Failure.NONE, "The connection to the host is lost."),
  HOST_FAILED(Kind.HOST, 422, Failure.NONE, "The host could not do this."),
  NO_SHELL(Kind.HOST, Failure.NONE, 4502, "The host gives this account no shell."),
  UNREACHABLE(
      Kind.HOST, Failure.NONE, 4502, "The host cannot be reached, or it refused the connection."),
  HOST_TIMEOUT(Kind.HOST, Failure.NONE, 4504, "The host did not answer in time."),

  // This server failed, or is being stopped.
  FAULT(
      Kind.SERVER,
      500,
      4500,
      "Fairlead has an internal error. Try again; the server's log has the details."),
  BUSY(Kind.SERVER, 503, Failure.NONE, "Fairlead is too busy for this request. Try again later."),
  DRAINING(
      Kind.SERVER,
      503,
      4503,
      "This Fairlead server is being stopped and opens nothing new. Try again in a minute."),
  GOING_AWAY(Kind.SERVER, Failure.NONE, 1001, "The Fairlead server is being stopped."),

  // Nothing failed, but the connection ends.
  ENDED(Kind.END, Failure.NONE, 1000, "The shell has ended."),
  TAKEN_OVER(Kind.END, Failure.NONE, 4409, "This terminal was opened in another window.");

  /** Who is to blame. */
  public enum Kind {
    /** The client: what it asks for is malformed, gone, too large or too late. */
    MISTAKE,
    /** Nobody: the sign-in, the policy or a limit denies it. */
    DENIED,
    /** The host, or the way to it. */
    HOST,
    /** This server. */
    SERVER,
    /** Nobody: it is over. */
    END;

    /** Whether the server's side has failed, so that someone should look. */
    public boolean isError() {
      return this == HOST || this == SERVER;
    }
  }

  /** In the place of a status or a close code: clients of this kind never meet it. */
  public static final int NONE = -1;

  private final Kind kind;
  private final int status;
  private final int closeCode;
  private final String sentence;

  Failure(Kind kind, int status, int closeCode, String sentence) {
    this.kind = kind;
    this.status = status;
    this.closeCode = closeCode;
    this.sentence = sentence;
  }

  public Kind kind() {
    return kind;
  }

  /** The status of an HTTP response, or {@link #NONE}. */
  public int status() {
    return status;
  }

  /** The code with which a socket is closed, or {@link #NONE}. */
  public int closeCode() {
    return closeCode;
  }

  /** For the person, where nothing more is known. */
  public String sentence() {
    return sentence;
  }

  /** In lower case, for metrics and spans. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is one of the close codes here. */
  public static boolean isCloseCode(int code) {
    return Stream.of(values()).anyMatch(one -> one.closeCode == code);
  }

  /** What a response says that has only a status, such as one of the server's own. */
  public static Failure ofStatus(int status) {
    return switch (status) {
      case 401 -> NO_LOGIN;
      case 403 -> NOT_ALLOWED;
      case 404 -> NO_SUCH_ADDRESS;
      case 405 -> BAD_METHOD;
      default -> status < 500 ? BAD_REQUEST : FAULT;
    };
  }

  /** Why a shell or files could not be opened. */
  public static Failure of(SshException.Reason reason) {
    return switch (reason) {
      case CONNECT_TIMEOUT, BANNER_TIMEOUT, EXCHANGE_TIMEOUT, AUTHENTICATION_TIMEOUT ->
          HOST_TIMEOUT;
      case PROMPT_TIMEOUT -> TOO_SLOW;
      case ADDRESS_REFUSED -> NOT_ALLOWED;
      case NO_SHELL -> NO_SHELL;
      case UNREACHABLE,
          CANCELLED,
          HOST_KEY_UNKNOWN,
          HOST_KEY_CHANGED,
          HOST_KEY_REFUSED,
          ALGORITHMS,
          AUTHENTICATION_REFUSED,
          KEY_FILE,
          CHANNEL,
          PROTOCOL ->
          UNREACHABLE;
    };
  }

  /** Why an operation on a host's files failed. */
  public static Failure of(FileException.Reason reason) {
    return switch (reason) {
      case NO_SUCH_FILE -> NO_SUCH_FILE;
      case DENIED -> NO_RIGHT;
      case CONFLICT -> CONFLICT;
      case FAILED -> HOST_FAILED;
      case LOST -> DISCONNECTED;
    };
  }
}
