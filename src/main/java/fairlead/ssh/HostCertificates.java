package fairlead.ssh;

/**
 * What can be wrong with a host's certificate: JSch has types for some of it, and words for all.
 */
final class HostCertificates {
  private HostCertificates() {}

  /**
   * What is wrong, to follow "The certificate".
   *
   * @param message of JSch
   * @return null when it is not about a certificate
   */
  static String refused(String message) {
    if (message.startsWith("Rejected certificate")) {
      return "is of an authority that known_hosts does not name for this host";
    }
    if (!message.startsWith("rejected HostKey") && !message.equals("invalid signature key")) {
      return null;
    }
    if (message.contains("is not a host certificate")) {
      return "is one for people";
    }
    if (message.contains("not valid")) {
      return "has expired, or is not valid yet";
    }
    if (message.contains("principal")) {
      return "is for other names than this host's";
    }
    if (message.contains("critical options")) {
      return "has conditions that Fairlead does not know";
    }
    return "is not signed as its authority signs";
  }
}
