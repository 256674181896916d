package fairlead.ssh.jsch;

/**
 * What JSch says only as text: in the lines of its log and the messages of its exceptions, where it
 * has no callback and no type. All code that depends on JSch's wording is here
 * (docs/decisions/0014); a test through a host fails when an update changes it.
 */
final class JschMessages {
  /** Begins the line of the log that tells what a host offers, one for each list of algorithms. */
  static final String OFFER = "server proposal: ";

  private JschMessages() {}

  /** A line of the log: the host's version has come, and the key exchange begins. */
  static boolean greeted(String line) {
    return line.startsWith("Remote version string");
  }

  /** A line of the log: the key exchange is over. */
  static boolean exchanged(String line) {
    return line.startsWith("SSH_MSG_NEWKEYS received");
  }

  /** The host closed the connection without a reason. */
  static boolean closed(String message) {
    return message.equals("connection is closed by foreign host");
  }

  /** The host's signature of the key exchange is wrong. */
  static boolean unproven(String message) {
    return message.startsWith("verify: ");
  }

  /** The host refused to open a channel (SSH_MSG_CHANNEL_OPEN_FAILURE, RFC 4254 §5.1). */
  static boolean channelRefused(String message) {
    return message.contains("channel is not opened.");
  }

  /** The host refused what a channel is for (SSH_MSG_CHANNEL_FAILURE, RFC 4254 §5.4). */
  static boolean requestRefused(String message) {
    return message.contains("failed to send channel request");
  }

  /**
   * What is wrong with a host's certificate, as the rest of a sentence that begins with "The
   * certificate".
   *
   * @return null when it is not about a certificate
   */
  static String certificate(String message) {
    if (message.startsWith("Rejected certificate")) {
      return "was issued by an authority that known_hosts does not trust for this host";
    }
    if (!message.startsWith("rejected HostKey") && !message.equals("invalid signature key")) {
      return null;
    }
    if (message.contains("is not a host certificate")) {
      return "is a user certificate, not a host certificate";
    }
    if (message.contains("not valid")) {
      return "has expired, or is not valid yet";
    }
    if (message.contains("principal")) {
      return "does not contain the name of this host";
    }
    if (message.contains("critical options")) {
      return "has critical options that Fairlead does not support";
    }
    return "has a signature that cannot be verified";
  }
}
