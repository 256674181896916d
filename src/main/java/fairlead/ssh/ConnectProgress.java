package fairlead.ssh;

/** Learns how far the opening of a connection is, on the thread that opens it. */
public interface ConnectProgress {
  /** Called when a phase begins. */
  void phase(Phase phase);

  /**
   * Called when a host has said more that is not a question, such as its banner (RFC 4252 §5.4).
   *
   * @param text all that the hosts have said so far, bounded and without control characters
   */
  void banner(String text);
}
