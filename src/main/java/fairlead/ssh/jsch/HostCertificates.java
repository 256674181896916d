package fairlead.ssh.jsch;

/**
 * Recognizes what is wrong with a host's certificate from JSch's messages: JSch has exception types
 * only for some cases.
 */
final class HostCertificates {
  private HostCertificates() {}

  /**
   * What is wrong, as the rest of a sentence that begins with "The certificate".
   *
   * @param message of JSch
   * @return null when it is not about a certificate
   */
  static String refused(String message) {
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
