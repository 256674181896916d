package fairlead.ssh.sftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.FileException;
import fairlead.ssh.HostText;
import java.util.regex.Pattern;

/** Tells whether a reply is the expected one, and why not (draft-ietf-secsh-filexfer-02 §7). */
final class SftpStatus {
  static final int HANDLE = 102;
  static final int DATA = 103;
  static final int NAME = 104;
  static final int ATTRIBUTES = 105;
  static final int EXTENDED_REPLY = 201;
  private static final int STATUS = 101;

  private static final int OK = 0;
  private static final int EOF = 1;
  private static final int NO_SUCH_FILE = 2;
  private static final int PERMISSION_DENIED = 3;
  private static final int BAD_MESSAGE = 5;
  private static final int UNSUPPORTED = 8;

  // Of later versions of the protocol. Some servers send them in version 3, too.
  private static final int NO_SUCH_PATH = 10;
  private static final int FILE_ALREADY_EXISTS = 11;
  private static final int WRITE_PROTECT = 12;
  private static final int NO_SPACE = 14;
  private static final int QUOTA_EXCEEDED = 15;
  private static final int DIRECTORY_NOT_EMPTY = 18;
  private static final int NOT_A_DIRECTORY = 19;
  private static final int INVALID_NAME = 20;
  private static final int FILE_IS_A_DIRECTORY = 24;

  /** Texts that say no more than the code. */
  private static final Pattern NO_REASON =
      Pattern.compile(
          "|((SSH_FX_)?FAILURE|Failed|(General |Unknown |Unspecified )?(error|failure))[.!]?",
          Pattern.CASE_INSENSITIVE);

  /** Characters of a host's text that are shown. */
  private static final int TEXT = 200;

  private SftpStatus() {}

  /**
   * Sends a request and waits for a reply of this type, which is positioned after its request id.
   */
  static SftpReply expect(SftpChannel channel, SftpChannel.Request request, int type)
      throws FileException {
    SftpReply reply = channel.await(channel.ask(request));
    try {
      int got = begin(reply);
      if (got == STATUS) {
        throw why(channel.host(), reply.uint32(), reply);
      }
      if (got != type) {
        throw new SftpReply.MalformedException();
      }
      return reply;
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }

  static void expectDone(SftpChannel channel, SftpChannel.Request request) throws FileException {
    done(channel, channel.await(channel.ask(request)));
  }

  /** Throws unless the reply reports success. */
  static void done(SftpChannel channel, SftpReply reply) throws FileException {
    try {
      if (begin(reply) != STATUS) {
        throw new SftpReply.MalformedException();
      }
      long code = reply.uint32();
      if (code != OK) {
        throw why(channel.host(), code, reply);
      }
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }

  /**
   * Whether the file or directory ends here; if not, the reply is positioned after its request id.
   */
  static boolean isEnd(SftpChannel channel, SftpReply reply) throws FileException {
    try {
      int type = begin(reply);
      if (type == DATA || type == NAME) {
        return false;
      }
      long code = type == STATUS ? reply.uint32() : -1;
      if (code < EOF) {
        throw new SftpReply.MalformedException();
      }
      if (code != EOF) {
        throw why(channel.host(), code, reply);
      }
      return true;
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }

  private static int begin(SftpReply reply) throws SftpReply.MalformedException {
    int type = reply.uint8();
    reply.uint32();
    return type;
  }

  /**
   * The exception for a status code.
   *
   * @param reply positioned after the code
   */
  private static FileException why(String host, long code, SftpReply reply)
      throws SftpReply.MalformedException {
    return switch ((int) code) {
      case NO_SUCH_FILE, NO_SUCH_PATH ->
          new FileException(
              FileException.Reason.NO_SUCH_FILE, host + " has no such file or directory.");
      case PERMISSION_DENIED ->
          new FileException(
              FileException.Reason.DENIED, "Your account may not do this on " + host + ".");
      case BAD_MESSAGE, INVALID_NAME -> failed(host + " does not accept this name.");
      case UNSUPPORTED -> failed(host + " cannot do this over SFTP.");
      case FILE_ALREADY_EXISTS ->
          failed("A file or folder with this name already exists on " + host + ".");
      case WRITE_PROTECT -> failed("The disk of " + host + " is read-only.");
      case NO_SPACE, QUOTA_EXCEEDED -> failed(host + " has no space left.");
      case DIRECTORY_NOT_EMPTY -> failed("The directory is not empty.");
      case NOT_A_DIRECTORY -> failed("This is not a directory.");
      case FILE_IS_A_DIRECTORY -> failed("This is a directory.");
      default -> unexplained(host, reply);
    };
  }

  /**
   * Most failures have no specific code: only the host's text, if it sent one, tells the reason.
   */
  private static FileException unexplained(String host, SftpReply reply)
      throws SftpReply.MalformedException {
    // Servers older than the draft send no text.
    byte[] bytes = reply.more() ? reply.string().getBytes(ISO_8859_1) : new byte[0];
    String text = HostText.line(new String(bytes, UTF_8), TEXT).strip();
    return failed(
        NO_REASON.matcher(text).matches()
            ? host
                + " could not do this, and does not say why. Possible reasons: a full or read-only"
                + " disk, a quota, a name that is taken."
            : host + " could not do this. It says: “" + text + "”.");
  }

  private static FileException failed(String message) {
    return new FileException(FileException.Reason.FAILED, message);
  }
}
